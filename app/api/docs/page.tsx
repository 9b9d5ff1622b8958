import type { Metadata } from "next";
import { type ReferenceGroup, referenceGroups } from "@/lib/api/reference";
import { brand } from "@/lib/config/brand";
import { SideNavigation, TopNavigation } from "./docs-navigation";
import { GUIDES } from "./guides";
import { OperationSection } from "./operation-section";
import { PageBehavior } from "./page-behavior";

export const metadata: Metadata = { title: "API reference" };

/** The API reference: the contents of /api/openapi.json for people. */
export default function ApiReferencePage() {
  const groups = referenceGroups();
  return (
    <>
      <div className="mx-auto flex w-full max-w-6xl flex-1 gap-x-10 px-4 sm:px-8">
        <SideNavigation groups={groups} />
        <div className="min-w-0 flex-1">
          <TopNavigation groups={groups} />
          <main>
            <h1 className="pt-10 text-display font-semibold">API reference</h1>
            <p className="mt-2.5 leading-7 text-muted">
              Register users of {brand().name}, log them in and manage their accounts from your own program.
            </p>
            <div>
              {GUIDES.map(({ id, Guide }) => (
                <Guide key={id} />
              ))}
            </div>
            {groups.map((group) => (
              <Group key={group.id} group={group} />
            ))}
          </main>
        </div>
      </div>
      <PageBehavior />
    </>
  );
}

function Group({ group: { id, name, description, operations } }: { group: ReferenceGroup }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="border-t border-line-strong pt-12">
      <h2 id={`${id}-title`} className="text-title font-semibold">
        {name}
      </h2>
      <p className="mt-2 leading-7 text-muted">{description}</p>
      {operations.map((operation) => (
        <OperationSection key={operation.id} operation={operation} />
      ))}
    </section>
  );
}
