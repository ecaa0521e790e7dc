import { expect, test } from 'vitest';
import { findSecrets, isConfigText, isSecretKey } from '../../../src/domain/archive/secrets.ts';

test.each([
  ['password: hunter2', 'the key "password"'],
  ['  db_password: "hunter 2"', 'the key "db_password"'],
  ["jwt-secret: 'abc'", 'the key "jwt-secret"'],
  ['- apiKey: abc123', 'the key "apiKey"'],
  ['"client_secret": "abc",', 'the key "client_secret"'],
  ['{"db": {"user": "a", "password": "x1"}}', 'the key "password"'],
  ['db: { user: a, password: b1 }', 'the key "password"'],
  ['auth.token = abc', 'the key "auth.token"'],
  ['export API_KEY=abc123', 'the key "API_KEY"'],
  ['password: 12345678', 'the key "password"'],
  ['password: "#hash"', 'the key "password"'],
  ['aws_secret_access_key=abc/def', 'the key "aws_secret_access_key"'],
  ['dsn: host=db user=a password=x1 sslmode=disable', 'the key "password"'],
  ['url: postgres://app:x1@db:5432/app', 'an address with a password in it'],
  ['dsn: "app:x1@tcp(db:3306)/app"', 'an address with a password in it'],
  ['  -----BEGIN RSA PRIVATE KEY-----', 'a private key'],
  ['key: "-----BEGIN PRIVATE KEY-----\\nabc"', 'a private key'],
])('%s is told as %s', (line, what) => {
  expect(findSecrets(`first: line\n${line}\n`)).toEqual([{ line: 2, what }]);
});

test.each([
  'password:',
  'password: ""',
  'password: null',
  'password: ~',
  'password: ${DB_PASSWORD}',
  'password: $DB_PASSWORD',
  'password: "{{ .Password }}"',
  'password: <your password>',
  'password: %DB_PASSWORD%',
  'password: changeme',
  'password: change-me-please',
  'password: your-password-here',
  'password: "********"',
  'password: xxx',
  'password: env:DB_PASSWORD',
  'password: vault:secret/db#password',
  'password: ENC[AES256_GCM,data:abc]',
  'password: !env DB_PASSWORD',
  'password: *default',
  'password: |',
  'use_token: true',
  'token_ttl: 3600',
  'password_min_length: 12',
  'password_file: /run/secrets/db',
  'secretName: db',
  'secrets_dir: /run',
  'tokenizer: gpt',
  '# password: hunter2',
  '// "password": "hunter2"',
  '; password = hunter2',
  'url: postgres://db:5432/app',
  'url: postgres://app@db/app',
  'url: postgres://app:${DB_PASSWORD}@db/app',
  'time: 10:30:00',
  '-----BEGIN CERTIFICATE-----',
  'title: The password is: on your card',
])('%s is no secret', (line) => {
  expect(findSecrets(line)).toEqual([]);
});

test('no finding ever holds a value', () => {
  const found = findSecrets(
    'password: hunter2\r\nurl: redis://:hunter2@cache:6379\r\ntoken=hunter2',
  );
  expect(found).toEqual([
    { line: 1, what: 'the key "password"' },
    { line: 2, what: 'an address with a password in it' },
    { line: 3, what: 'the key "token"' },
  ]);
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

test('a line without end is passed over', () => {
  expect(findSecrets(`password: ${'x1'.repeat(500_000)}`)).toEqual([]);
});

test.each(['a', 'a:', '"a', 'a=', 'a ', '://', 'a://a:'])(
  'a megabyte of %j takes no time that anybody notices',
  (part) => {
    const line = part.repeat(9_990 / part.length);
    expect(findSecrets(Array.from({ length: 100 }, () => line).join('\n'))).toEqual([]);
  },
  3_000,
);

test.each([
  ['password', true],
  ['DB_PASSWORD', true],
  ['spring.datasource.password', true],
  ['accessToken', true],
  ['credentials', true],
  ['publicKey', false],
  ['keyboard', false],
  ['secret_id_file', false],
])('%s is the key of a secret: %s', (key, expected) => {
  expect(isSecretKey(key)).toBe(expected);
});

test.each([
  ['config/prod.yaml', true],
  ['config/app.toml', true],
  ['config/app.yaml.tmpl', true],
  ['config/logo.png', false],
  ['config/data.db', false],
])('%s is read for secrets: %s', (name, expected) => {
  expect(isConfigText(name)).toBe(expected);
});
