/** Is there a service to ask on a host that has nothing installed? One of Perl, which every Debian has, says its version on port 8080. */

import type { Host } from './host.ts';

/** It flushes nothing and knows one answer. */
const program = (version: string): string => `#!/usr/bin/perl
use IO::Socket::INET;
$| = 1;
my $server = IO::Socket::INET->new(LocalPort => 8080, Listen => 128, ReuseAddr => 1) or die "listen: $!";
print "answering as ${version}\\n";
while (my $client = $server->accept) {
  while (my $line = <$client>) { last if $line =~ /^\\r?$/ }
  print $client "HTTP/1.1 200 OK\\r\\nContent-Length: ${version.length}\\r\\nConnection: close\\r\\n\\r\\n${version}";
  close $client;
}
`;

const unit = `[Unit]
Description=Says its version

[Service]
Type=exec
ExecStart=/opt/answering/run
ExecStopPost=/bin/sh -c 'echo "ended: $SERVICE_RESULT"'
Restart=always
RestartSec=100ms
MemoryMax=64M
DynamicUser=yes
ProtectSystem=strict
NoNewPrivileges=yes

[Install]
WantedBy=multi-user.target
`;

/** Installs `answering.service`, started now and at boot; returns its address. */
export async function installAnswering(host: Host, version: string): Promise<string> {
  await host.writeFile('/opt/answering/run', program(version), { mode: '755' });
  await host.writeFile('/etc/systemd/system/answering.service', unit);
  await host.run('systemctl daemon-reload && systemctl enable --now answering 2>&1');
  return `http://${host.address}:8080/`;
}
