/** What did somebody change by hand of what gin-ship made on a server? */

import type { ServerFacts } from './facts.ts';

/** Paths: units of ours with another text than ours, and drop-ins for them that are not ours. */
export function findDrift({ app, units }: ServerFacts, name: string): readonly string[] {
  const own = (['blue', 'green'] as const).map((slot) => ({
    path: `/etc/systemd/system/${name}@${slot}.service.d/deploy.conf`,
    target: `${app.deployPath}/slots/${slot}/unit.conf`,
  }));
  const there = app.dropIns.filter(
    ({ path, target }) => !own.some((each) => each.path === path && each.target === target),
  );
  const read = [...units.values()]
    .filter((unit) => unit.name === `${name}.service` || unit.name.startsWith(`${name}@`))
    .flatMap(({ dropIns }) => dropIns)
    .filter((path) => !own.some((each) => each.path === path));
  return [...new Set([...app.changedUnits, ...there.map(({ path }) => path), ...read])];
}
