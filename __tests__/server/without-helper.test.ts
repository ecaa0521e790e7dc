import { expect, test } from 'vitest';
import { sourced } from './sourced.ts';

test('the unit of a service starts its release, and asks nothing of gin-ship', () => {
  const unit = sourced("name=notes slots=/opt/notes/slots; template_text | grep -v '^#'");
  expect(unit).toContain('Restart=always');
  expect(unit).not.toMatch(/gin-ship|libexec/);
});
