/** What is a deploy called? Its place in the row of all, the run and the attempt: `000012-9001-1`. */

export interface DeployId {
  readonly sequence: number;
  /** GitHub's number of the run, as it is written; `0` outside of GitHub. */
  readonly run: string;
  readonly attempt: number;
}

const shape = /^(\d{6,15})-(\d{1,20})-(\d{1,9})$/;

export function parseDeployId(text: string): DeployId | undefined {
  const [, sequence, run, attempt] = shape.exec(text) ?? [];
  if (sequence === undefined || run === undefined) return undefined;
  return { sequence: Number(sequence), run, attempt: Number(attempt) };
}

export function formatDeployId({ sequence, run, attempt }: DeployId): string {
  return `${String(sequence).padStart(6, '0')}-${run}-${attempt}`;
}

/** Whether a run and attempt came before another of the same workflow; run numbers outgrow a double. */
export function isEarlierRun(
  one: Omit<DeployId, 'sequence'>,
  other: Omit<DeployId, 'sequence'>,
): boolean {
  const [run, than] = [BigInt(one.run), BigInt(other.run)];
  return run < than || (run === than && one.attempt < other.attempt);
}
