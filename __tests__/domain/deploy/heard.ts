/** What a runner hears of a deploy, as the helper writes it. */

import { parseEvent } from '../../../src/domain/deploy/events.ts';
import { type Progress, follow, noProgress } from '../../../src/domain/deploy/progress.ts';

/** Numbers the lines; each is `MS KIND TEXT`. */
export function heard(lines: readonly string[]): Progress {
  return lines.map((line, at) => parseEvent(`${at + 1} ${line}`)).reduce(follow, noProgress);
}

/** Until `go` is waited for, with a trial. */
export const tried: readonly string[] = [
  '10 state received',
  '12 step receiving',
  '12 step copying',
  '90 took copying 78',
  '91 step unpacking',
  '1400 took unpacking 1309',
  '1401 took receiving 1389',
  '1402 step preparing',
  '1402 step making the user and the state',
  '1500 took making the user and the state 98',
  '1500 step checking the unit',
  '1900 note Overall exposure level for notes@blue.service: 1.3 OK :-)',
  '1901 took checking the unit 401',
  '1902 took preparing 500',
  '1950 state prepared',
  '1960 step starting notes@blue.service on the spare port 24711',
  '2000 took starting notes@blue.service on the spare port 24711 40',
  '2010 state started',
  '2011 step asking it there',
  '2012 probe unit active',
  '2040 probe socket own',
  '2050 probe ready 503',
  '2060 probe identity same',
  '3100 probe ready 200',
  '4100 probe ready 200',
  '4101 took asking it there 2090',
  '4110 state gated',
  '4111 wait go 60000',
];

export const switching: readonly string[] = [
  ...tried,
  '4500 state switching',
  '4501 step stopping the old version',
  '4600 took stopping the old version 99',
  '4601 step copying the databases',
  '5400 note copied the databases to /opt/notes/snapshots/000004-9002-1',
  '5401 took copying the databases 800',
  '5402 step starting notes@blue.service',
  '5440 took starting notes@blue.service 38',
  '5441 step the gate',
];

export const switched: readonly string[] = [
  ...switching,
  '5442 probe unit active',
  '5460 probe socket own',
  '5470 probe ready 200',
  '5480 probe identity same',
  '6480 probe ready 200',
  '7480 probe ready 200',
  '8480 probe soak 200',
  '17480 probe soak 200',
  '17481 probe soak passed',
  '17482 took the gate 12041',
  '17482 gap 970',
  '17490 state switched',
  '17500 wait confirm 60000',
];

export const confirmed: readonly string[] = [
  ...switched,
  '17900 state confirmed',
  '17901 step finishing',
  '17950 took finishing 49',
  '17951 step pruning',
  '18000 took pruning 49',
  '18001 ended confirmed -',
];

/** The way back, for a reason, with what was told before it. */
export function goneBack(
  lines: readonly string[],
  told: readonly string[],
  reason: string,
): readonly string[] {
  return [
    ...lines,
    ...told.map((line) => `20000 ${line}`),
    `20100 step going back: ${reason}`,
    '20200 step bringing the old version back',
    '20300 probe unit active',
    '20310 probe socket own',
    '20320 probe ready 200',
    '20330 probe identity same',
    '20340 took bringing the old version back 140',
    '20350 state rolled-back',
    `20360 ended rolled-back ${reason}`,
  ];
}
