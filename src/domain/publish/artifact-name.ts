/** What is the workflow artifact called? */

export interface ArtifactNameValues {
  readonly name: string;
  readonly version: string;
  readonly timestamp: string;
}

const placeholders: readonly string[] = ['name', 'version', 'timestamp'];

/** What is wrong with an `artifact-name`, as the end of a sentence; undefined where nothing is. */
export function artifactNameProblem(template: string): string | undefined {
  const accepted = placeholders.map((word) => `{${word}}`).join(' ');
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].find(
    ([, word = '']) => !placeholders.includes(word),
  );
  if (unknown !== undefined)
    return `has an unknown placeholder ${unknown[0]}; accepted: ${accepted}`;
  const isWhole = !/[{}]/.test(template.replaceAll(/\{[^{}]*\}/g, ''));
  return isWhole ? undefined : `has a brace without its partner; accepted: ${accepted}`;
}

/**
 * The input with its placeholders filled in; without one the service's name. Names are unique within a
 * run, so that a matrix needs an input with a value of its own.
 */
export function planArtifactName(template: string | undefined, values: ArtifactNameValues): string {
  const words: Readonly<Record<string, string>> = { ...values };
  return (template ?? '{name}').replaceAll(
    /\{([^{}]*)\}/g,
    (whole, word: string) => words[word] ?? whole,
  );
}
