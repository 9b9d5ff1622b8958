import { execFileSync } from "node:child_process";
import { availableParallelism, cpus } from "node:os";

/** The target of a ratio. Missing the target of a count fails the run; times are only reported, because machines differ. */
type Target = { min?: number; max?: number; isCount?: boolean };

type Row = { measure: string; value: number; reference: number; ratio: number; target: string; met: boolean };

const SIGNIFICANT_DIGITS = 4;

const round = (number: number) => Number(number.toPrecision(SIGNIFICANT_DIGITS));

/** Collects measurements, each as a ratio to a reference. */
export class Report {
  private readonly rows: Row[] = [];
  /** Whether a count missed its target. */
  hasFailed = false;

  add(measure: string, value: number, reference: number, target: Target) {
    const ratio = value / reference;
    const met = ratio >= (target.min ?? 0) && ratio <= (target.max ?? Number.POSITIVE_INFINITY);
    if (target.isCount && !met) this.hasFailed = true;
    const row = {
      measure,
      value: round(value),
      reference: round(reference),
      ratio: round(ratio),
      target: target.min === undefined ? `≤ ${target.max}` : `≥ ${target.min}`,
      met,
    };
    this.rows.push(row);
    console.log(
      `${met ? "  " : "! "}${measure}: ${row.value} / ${row.reference} = ${row.ratio} (${row.target})`,
    );
  }

  /** Adds a count that must equal its reference. */
  addExact(measure: string, value: number, reference: number) {
    this.add(measure, value, reference, { min: 1, max: 1, isCount: true });
  }

  /** Prints the environment, all measurements as a table and as JSON, and how many targets were met. */
  print() {
    const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
    const services = process.env.TEST_DATABASE_URL ? "PostgreSQL and Redis" : "the stand-ins";
    const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores`;
    console.log(`\nCommit ${commit} on ${services}; ${machine}, Node ${process.version}`);
    console.table(this.rows);
    console.log(JSON.stringify({ commit, services, rows: this.rows }));
    console.log(`${this.rows.filter(({ met }) => met).length} of ${this.rows.length} targets met`);
  }
}
