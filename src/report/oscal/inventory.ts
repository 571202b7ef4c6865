import type { RunHeader } from '../format.ts';
import { jsonList, jsonObject } from './assemble.ts';
import { listed, oscalUuid, property, TOOL_UUID } from './elements.ts';
import { observedFacts } from './observations.ts';
import { componentId, type Scene } from './scene.ts';
import { markup, markupLine, oscalString } from './words.ts';

/** The targets as inventory items, what they are made of as components, and the tool as the asset that looked at them. */
export function localDefinitions(scenes: readonly Scene[], run: RunHeader, remarks: readonly string[] = []): string {
  const head = remarks.length === 0 ? {} : { remarks: markup(...remarks) };
  return jsonObject(
    { ...head, 'assessment-assets': assessmentAssets(run) },
    { components: jsonList(componentsOf(scenes)), 'inventory-items': jsonList(scenes.map(inventoryItem)) },
  );
}

function* componentsOf(scenes: readonly Scene[]): Iterable<object> {
  for (const scene of scenes) for (const subject of subjectsOf(scene)) yield component(scene, subject);
}

function subjectsOf(scene: Scene): readonly string[] {
  const { target, placed } = scene;
  const all = [
    ...observedFacts(scene).map(({ subject }) => subject),
    ...target.gaps.map(({ subject }) => subject),
    ...placed.flatMap(({ finding }) => [finding.subject, ...finding.missing.map(({ subject }) => subject)]),
  ];
  return [...new Set(all)];
}

function component(scene: Scene, subject: string): object {
  const { kind, name } = scene.target;
  return {
    uuid: componentId(scene, subject),
    type: kind === 'endpoint' ? 'service' : 'software',
    title: markupLine(subject),
    description: markup(`${oscalString(subject)} of ${kind} ${oscalString(name)}`),
    status: { state: 'operational' },
  };
}

function inventoryItem(scene: Scene): object {
  const { target, item } = scene;
  const { kind, name, identity, labels } = target;
  const who = identity.by === 'endpoint' ? `${identity.host}:${identity.port}` : identity.value;
  return {
    uuid: item,
    description: markup(`${kind} ${oscalString(name)}`),
    props: [
      property('kind', kind),
      property('name', name),
      property(identity.by, who),
      ...Object.entries(labels).map(([label, value]) => property('label', `${label}=${value}`)),
    ],
    ...listed(
      'implemented-components',
      subjectsOf(scene).map((subject) => ({ 'component-uuid': componentId(scene, subject) })),
    ),
  };
}

function assessmentAssets({ tool, register }: RunHeader): object {
  const version = property('version', tool.version);
  return {
    components: [
      {
        uuid: TOOL_UUID,
        type: 'software',
        title: markupLine(tool.name),
        description: 'Reads what a system does with cryptography and says what it saw.',
        props: register === undefined ? [version] : [version, property('cmvp-register', register.asOf)],
        status: { state: 'operational' },
      },
    ],
    'assessment-platforms': [
      {
        uuid: oscalUuid('platform'),
        title: 'Where the tool ran',
        'uses-components': [{ 'component-uuid': TOOL_UUID }],
      },
    ],
  };
}
