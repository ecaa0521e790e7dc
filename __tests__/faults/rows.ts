/** Which test covers each fault that a deploy can meet? */

export interface FaultRow {
  readonly fault: string;
  readonly must: string;
  /** Files below `__tests__/` and a piece of the name of a test in each. */
  readonly covered: readonly (readonly [file: string, test: string])[];
}

const line = 'faults/row-line.test.ts';
const runner = 'faults/row-runner.test.ts';
const service = 'faults/row-service.test.ts';
const server = 'faults/row-server.test.ts';
const sent = 'faults/row-sent.test.ts';
const power = 'faults/sweep-power.test.ts';
const kills = 'faults/sweep-kills.test.ts';
const trouble = 'e2e/deploy-trouble.test.ts';
const killed = 'e2e/helper-recovery.test.ts';

/** The numbers are those of the list of faults that the bench was built from; they stay as they are. */
export const rows: Readonly<Record<string, FaultRow>> = {
  F1: {
    fault: 'the runner is cancelled while it uploads',
    must: 'the old version serves, no release has changed, the lock is free',
    covered: [
      [runner, 'of the upload has changed nothing'],
      ['e2e/ship-fleet.test.ts', 'takes back what was begun when the job is cancelled'],
    ],
  },
  F2: {
    fault: 'the runner or the job ends while the archive is unpacked',
    must: 'what was unpacked is discarded',
    covered: [
      [runner, 'is waited for, and then the deploy is undone'],
      [killed, 'the old version serves on'],
      [kills, 'the server is whole after two recoveries'],
    ],
  },
  F3: {
    fault: 'the runner is killed after the switch has begun',
    must: 'the server comes to one version by itself, and the next run deploys',
    covered: [
      [runner, 'leaves the old version or the new one, never half of one'],
      [runner, 'once it is confirmed has deployed'],
      [killed, 'the new version serves on'],
    ],
  },
  F4: {
    fault: 'the line is reset, closed or silent',
    must: 'contact is found again in bounded time, nothing is sent twice or left half',
    covered: [
      [line, 'is found again, and the deploy comes to its end'],
      [trouble, 'a connection that is killed at each step is found again'],
      [trouble, 'an upload that is cut off twice goes on from what has arrived'],
      [trouble, 'a server that was cut off for a while is found again'],
    ],
  },
  F5: {
    fault: 'there is no room on the disk, or there are no inodes',
    must: 'refused before, undone meanwhile; no file of ours is ever half',
    covered: [
      [server, 'whose disk is full is refused before anything is sent'],
      [server, 'keeps what it has, and deploys once there is room'],
      ['faults/sweep-errors.test.ts', 'the server is whole after two recoveries'],
    ],
  },
  F6: {
    fault: 'the power is cut, every process is killed, the server restarts',
    must: 'it comes up with the old version or the new one',
    covered: [
      [power, 'in every state of a deploy'],
      [power, 'at changes of files of a recovery'],
      [killed, 'with the whole server at'],
      [trouble, 'a server that restarts meanwhile goes back, and is found again'],
    ],
  },
  F7: {
    fault: 'the new version ends again and again',
    must: 'seen within the gate, undone',
    covered: [[service, 'is undone, and not started again']],
  },
  F8: {
    fault: 'the new version ends after the gate',
    must: 'undone until it is confirmed; after that systemd starts it again',
    covered: [
      [service, 'and ends while confirmation is waited for is undone'],
      [service, 'and ends after it was confirmed is started again by systemd'],
    ],
  },
  F9: {
    fault: 'health comes and goes',
    must: 'successes count in a row; one way back, no oscillation',
    covered: [[service, 'answers well only every other time is undone once']],
  },
  F10: {
    fault: 'health never comes: another path, a redirect, silence',
    must: 'undone, and told why; a first deploy is said to be not installed',
    covered: [
      [service, 'is undone, and told so'],
      [service, 'in a first deploy, with nothing before it'],
    ],
  },
  F11: {
    fault: 'the port is held by an orphan or by another program',
    must: 'refused, and that process is not touched',
    covered: [
      [service, 'is refused before anything is sent; that one goes on'],
      [service, 'whose port is taken before it is there is undone'],
      ['e2e/deploy-facts.test.ts', 'strangers on the port and of that name are named'],
    ],
  },
  F12: {
    fault: 'several runs deploy at once',
    must: 'one after the other, each on what the one before left',
    covered: [
      [server, 'that many runs deploy to at once takes them one after the other'],
      [trouble, 'the second of two waits for the first'],
    ],
  },
  F13: {
    fault: 'whoever holds the lock dies',
    must: 'the lock is gone with it',
    covered: [[server, 'has no stale lock']],
  },
  F14: {
    fault: 'the clock is wrong, or jumps',
    must: 'deploys stay in their order, and nothing needed is pruned',
    covered: [[server, 'orders deploys as before, and prunes none that is needed']],
  },
  F15: {
    fault: 'what arrives is not what was sent',
    must: 'refused before it is unpacked',
    covered: [
      [sent, 'when it is taken is refused before it is unpacked'],
      [line, 'that flips a bit of the upload breaks the connection, not the archive'],
    ],
  },
  F18: {
    fault: 'sudo asks for a password or a terminal, or lectures',
    must: 'refused before anything is sent, with the line that is missing',
    covered: [
      [sent, 'is sent only where root can be reached'],
      [sent, 'is sent to a server whose sudo lectures'],
      [
        'e2e/deploy-facts.test.ts',
        'a user without rights is refused with the lines that give them',
      ],
    ],
  },
  F19: {
    fault: 'names with other letters, blanks, quotes, or too long',
    must: 'they arrive, or are refused before they are sent',
    covered: [
      [sent, 'with odd names arrives with those names'],
      [sent, 'in it is refused before it is sent'],
    ],
  },
  F20: {
    fault: 'a giant environment with odd values',
    must: 'the service sees each value byte by byte',
    covered: [
      [sent, 'with ten thousand variables of close to a megabyte arrives as it is'],
      ['e2e/deploy-units.test.ts', 'ten thousand hostile values reach a service byte by byte'],
    ],
  },
  F21: {
    fault: 'the environment of the build runs other programs, or another Go',
    must: 'refused, or told',
    covered: [
      ['e2e/bad-surroundings.test.ts', 'with GOFLAGS that run another program are refused'],
    ],
  },
  F22: {
    fault: 'tags that are commands, options, paths, or too long',
    must: 'refused or harmless, and never the same name twice',
    covered: [
      ['stages/read-version.test.ts', 'of a hostile tag is harmless, and the tag runs nothing'],
      ['stages/read-version.test.ts', 'of a tag of 240 characters is refused'],
      ['faults/hostile-shell.test.ts', 'keep their words, and run nothing else'],
    ],
  },
  F23: {
    fault: 'thousands of deploys, most of them failed',
    must: 'pruned, but for what serves and what it goes back to',
    covered: [[sent, 'what thousands of failed deploys left, and nothing that is needed']],
  },
  F24: {
    fault: 'the service does not end when it is asked to',
    must: 'killed after its time; no second one on the port',
    covered: [[service, 'that does not end when it is asked to is killed']],
  },
  F25: {
    fault: 'the new version changes the form of the data',
    must: 'a hook may refuse; the copy from before can be brought back',
    covered: [
      ['e2e/helper-hooks.test.ts', 'before the switch that fails refuses the deploy'],
      ['e2e/helper-snapshot.test.ts', 'come back by the commands that are printed'],
      [
        'e2e/helper-snapshot.test.ts',
        'are not put back by a rollback, which says whether the schema moved',
      ],
    ],
  },
  F26: {
    fault: 'data at a relative path',
    must: 'a row that was written is read after every deploy and rollback',
    covered: [['e2e/flagship.test.ts', 'keeps every row and upload, whatever becomes of it']],
  },
  F28: {
    fault: 'a slow line on which connections fail',
    must: 'tried again; time counts only while nothing moves',
    covered: [
      [line, 'that carries 200 KB a second, late, and is refused at first, carries a deploy'],
    ],
  },
  F29: {
    fault: 'sshd allows little: one session, no forwarding, no SFTP, few who log in at once',
    must: 'one connection, few channels',
    covered: [
      ['e2e/deploy-bare.test.ts', 'that allows one session at a time, and forwards nothing'],
      ['adapters/ssh/send.test.ts', 'nothing of SFTP is needed: this server has none'],
      [
        'adapters/ssh/log-in.test.ts',
        'since it has no room for those who are not logged in yet is tried again',
      ],
    ],
  },
  F31: {
    fault: 'the services of GitHub fail',
    must: 'told, and no good deploy is failed or undone by it',
    covered: [
      ['stages/publish.test.ts', 'an upload that fails says what to do by the code'],
      [
        'e2e/ship-to-server.test.ts',
        'runs there, is replaced, undone when broken, rolled back, told and removed',
      ],
    ],
  },
};
