import { expect, test } from 'vitest';
import { deploySection, stateSpans } from '../../../src/domain/deploy/deploy-section.ts';
import { at, back, endings } from './endings.ts';
import { confirmed, heard } from './heard.ts';

test('the summary has a row for each server, why it failed, and a picture of the states', () => {
  const section = deploySection([
    { ending: at('web1', endings.deployed), heard: heard(confirmed), began: 100 },
    { ending: at('web2', endings.back), heard: back, began: 150 },
  ]);
  expect(section)
    .toBe(`| Server | Outcome | Deploy | Before | No answer for | Of it snapshot | Took |
| --- | --- | --- | --- | ---: | ---: | ---: |
| web1 | deployed | 000004-9002-1 | 000003-9001-1 | 970 ms | 800 ms | 17.9 s |
| web2 | **rolled-back** | 000004-9002-1 | 000003-9001-1 |  |  | 20.4 s |

- web2: the service ended with exit code 1: it wants a setting from its environment: 2026/11/23 DATABASE\\_URL is not set; the deploy 000004-9002-1 (1.3.0) was undone, and 000003-9001-1 (1.2.0) serves again: it passed its gate
- web2: the service was away for 15.8 s at the most

\`\`\`mermaid
gantt
  dateFormat x
  axisFormat %M:%S
  section web1
  received 1.9 s :110, 2050
  prepared 60 ms :2050, 2110
  started 2.1 s :2110, 4210
  gated 390 ms :4210, 4600
  switching 13.0 s :4600, 17590
  switched 410 ms :17590, 18000
  confirmed 101 ms :18000, 18101
  section web2
  received 1.9 s :160, 2100
  prepared 60 ms :2100, 2160
  started 2.1 s :2160, 4260
  gated 390 ms :4260, 4650
  switching 15.8 s :4650, 20500
  rolled-back 10 ms :20500, 20510
\`\`\``);
});

test('where nothing was heard there is no picture', () => {
  expect(deploySection([{ ending: endings.skipped }]))
    .toBe(`| Server | Outcome | Deploy | Before | No answer for | Of it snapshot | Took |
| --- | --- | --- | --- | ---: | ---: | ---: |
| web1 | skipped | 000004-9002-1 | 000003-9001-1 |  |  |  |

- web1: web1 failed before it; nothing was touched there, and 000003-9001-1 (1.2.0) serves as before: it was not stopped`);
});

test('the last state lasts until nothing was heard any more', () => {
  expect(stateSpans('web1', heard(['10 state received', '500 note x']), 1000)).toEqual([
    { section: 'web1', title: 'received', startedAt: 1010, wall: 490 },
  ]);
});
