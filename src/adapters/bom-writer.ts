/** How is a bill of materials written down? As CycloneDX JSON, by the library of that project. */

import type { Component as Written } from '@cyclonedx/cyclonedx-library/Models';
import type { BomComponent } from '../domain/sbom/bom.ts';
import type { BomWriter } from '../ports-sbom.ts';

export function createBomWriter(): BomWriter {
  return {
    async write(bom) {
      const [{ default: Models }, { default: Enums }, { default: Serialize }, { default: Spec }] =
        await Promise.all([
          import('@cyclonedx/cyclonedx-library/Models'),
          import('@cyclonedx/cyclonedx-library/Enums'),
          import('@cyclonedx/cyclonedx-library/Serialize'),
          import('@cyclonedx/cyclonedx-library/Spec'),
        ]);
      const written = new Map<string, Written>();
      const add = (component: BomComponent): Written => {
        const { ref, kind, name, version, purl, cpe, sha256, properties } = component;
        const type = Enums.ComponentType[kind === 'library' ? 'Library' : 'Application'];
        const made = new Models.Component(type, name, { bomRef: ref });
        Object.assign(made, { version, purl, cpe });
        if (sha256 !== undefined) made.hashes.set(Enums.HashAlgorithm['SHA-256'], sha256);
        for (const one of properties) made.properties.add(new Models.Property(one.name, one.value));
        written.set(ref, made);
        return made;
      };
      const tool = new Models.Component(Enums.ComponentType.Application, 'gin-ship');
      tool.version = bom.toolVersion;
      const document = new Models.Bom({
        serialNumber: bom.serialNumber,
        metadata: new Models.Metadata({
          timestamp: new Date(bom.timeSeconds * 1000),
          lifecycles: new Models.LifecycleRepository([Enums.LifecyclePhase.PostBuild]),
          tools: new Models.Tools({ components: new Models.ComponentRepository([tool]) }),
          component: add(bom.subject),
        }),
        components: new Models.ComponentRepository(bom.components.map(add)),
      });
      for (const { ref, dependsOn } of [bom.subject, ...bom.components]) {
        for (const other of dependsOn) {
          const needed = written.get(other);
          if (needed !== undefined) written.get(ref)?.dependencies.add(needed.bomRef);
        }
      }
      // Lists stand in the order that they were given; the library would sort them by the machine's language.
      const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
      return `${new Serialize.JsonSerializer(factory).serialize(document, { space: 2 })}\n`;
    },
  };
}
