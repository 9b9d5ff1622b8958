import type { Metadata } from "next";
import { referenceGroups } from "@/lib/api/reference";
import { brand } from "@/lib/config/brand";
import { DocsHeader } from "./docs-header";
import { SideNavigation, TopNavigation } from "./docs-navigation";
import { GUIDES } from "./guides";
import { OperationSection } from "./operation-section";
import { PageBehavior } from "./page-behavior";
import { Section } from "./section";

export const metadata: Metadata = { title: "API reference" };

/** The API reference: the contents of /api/openapi.json for people. */
export default function ApiReferencePage() {
  const groups = referenceGroups();
  return (
    <>
      <DocsHeader />
      <div className="mx-auto flex w-full max-w-6xl flex-1 gap-x-10 px-4 sm:px-8">
        <SideNavigation groups={groups} />
        <div className="min-w-0 flex-1">
          <TopNavigation groups={groups} />
          <main>
            <h1 className="pt-10 text-display font-semibold">API reference</h1>
            <p className="mt-2.5 leading-7 text-muted">
              Register users, log them in and manage accounts of {brand().name} from your own program.
            </p>
            {GUIDES.map(({ id, Guide }) => (
              <Guide key={id} />
            ))}
            {groups.map(({ id, name, description, operations }) => (
              <div key={id}>
                <Section id={id} title={name} level={2}>
                  <p className="mt-3 leading-7 text-muted">{description}</p>
                </Section>
                {operations.map((operation) => (
                  <OperationSection key={operation.id} operation={operation} />
                ))}
              </div>
            ))}
          </main>
        </div>
      </div>
      <PageBehavior />
    </>
  );
}
