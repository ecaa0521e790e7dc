/** Which service answers usually on a port, and how does a job bring it? */

import { lookUp } from '../look-up.ts';

const byPort: Readonly<Record<string, string>> = {
  1433: 'SQL Server',
  2379: 'etcd',
  3306: 'MySQL',
  4222: 'NATS',
  5432: 'PostgreSQL',
  5672: 'RabbitMQ',
  6379: 'Redis',
  8500: 'Consul',
  8848: 'Nacos',
  9092: 'Kafka',
  9200: 'Elasticsearch',
  11211: 'memcached',
  27017: 'MongoDB',
};

/** What the text of a driver says without a port. */
const byText: readonly (readonly [RegExp, string])[] = [
  [/mysql|^Error 1\d{3}/i, 'MySQL'],
  [/postgres|^pq:|^FATAL:|PGSQL/i, 'PostgreSQL'],
  [/redis|NOAUTH|WRONGPASS|NOPERM/i, 'Redis'],
  [/mongo|server selection/i, 'MongoDB'],
];

/** The name of the service that is missed, or undefined where nothing tells. */
export function guessExternal(text: string, port?: string): string | undefined {
  const known = port === undefined ? undefined : lookUp(byPort, port);
  return known ?? byText.find(([pattern]) => pattern.test(text))?.[1];
}

export function externalFix(text: string, port?: string): readonly string[] {
  const name = guessExternal(text, port) ?? 'it';
  return [
    `start ${name} in the job (services:, or a step before) and tell the service where it is: rehearse-env: KEY=VALUE, in the variables that it reads`,
    'or leave the rehearsal out: rehearse: false',
  ];
}
