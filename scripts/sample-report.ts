import { text } from '../src/report/text.ts';
import { judgedTree } from '../test/golden/judged-tree.ts';
import { withTree } from '../test/golden/with-tree.ts';
import { written } from '../test/support/report.ts';
import { trees } from '../test/trees/index.ts';

/** The report that the README shows: a fixture tree's, with the first finding of each profile that asks for something. */
export async function sampleReport(): Promise<string> {
  const report = await withTree(await trees['debian-13'](), (root) => judgedTree('debian-13', root));
  const paragraphs = written(text, [report]).trimEnd().split('\n\n');
  const heads = (report.assessments ?? []).map(({ profile }) =>
    paragraphs.findIndex((each) => each.startsWith(profile.title)),
  );
  const [first = paragraphs.length, ...later] = heads;
  const shown = [first, ...later].flatMap((head) => [...paragraphs.slice(head, head + 2), '...']);
  return [...paragraphs.slice(0, first), ...shown].join('\n\n');
}
