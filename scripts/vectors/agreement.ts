import type { Asked } from '../../src/codec/known-answer.ts';
import type { Answer, Engine, Question } from '../../src/kat/engine.ts';
import { preHashed } from '../../src/kat/pre-hash.ts';

/** Puts questions to two implementations that share no code, and goes on only where both give the same answer. */
export interface Agreement {
  /** The values that both compute. */
  values(question: Question): Promise<Readonly<Record<string, Uint8Array>>>;
  /** Whether both accept, or both refuse. */
  accepts(question: Question): Promise<boolean>;
  /** How many questions were put. */
  asked(): number;
}

/** @param engines noble, and an OpenSSL of 3.5 or later */
export function agreementOf([first, second]: readonly [Engine, Engine]): Agreement {
  let asked = 0;
  const signal = new AbortController().signal;
  const both = async (question: Question): Promise<Answer> => {
    asked += 1;
    const [left, right] = [await first.answer(question, signal), await second.answer(sayable(question), signal)];
    if (inWords(left) !== inWords(right))
      throw new Error(
        `${question.parameterSet} ${question.asked.operation}: ${first.id} says ${inWords(left)}, ${second.id} says ${inWords(right)}`,
      );
    return left;
  };
  return {
    asked: () => asked,
    async values(question) {
      const answer = await both(question);
      if (answer.is !== 'values') throw new Error(`${question.parameterSet} ${question.asked.operation}: ${answer.is}`);
      return answer.values;
    },
    async accepts(question) {
      const answer = await both(question);
      return answer.is === 'values' || (answer.is === 'verdict' && answer.accepted);
    },
  };
}

/** OpenSSL has no pre-hash interface; the internal one takes the same M'. */
function sayable(question: Question): Question {
  const { asked } = question;
  if ((asked.operation !== 'sigGen' && asked.operation !== 'sigVer') || asked.message.as !== 'pre-hash')
    return question;
  const message = preHashed(asked.message);
  if (message === undefined) throw new Error(`${asked.message.hash}: no such pre-hash`);
  const said: Asked = { ...asked, message: { as: 'internal', message } };
  return { ...question, asked: said };
}

/** A verdict against and a refusal are one: both say no. */
function inWords(answer: Answer): string {
  switch (answer.is) {
    case 'values':
      return Object.entries(answer.values)
        .map(([name, value]) => `${name} ${Buffer.from(value).toString('hex')}`)
        .sort()
        .join(', ');
    case 'verdict':
      return answer.accepted ? 'yes' : 'no';
    case 'refused':
      return 'no';
    case 'not-asked':
    case 'broken':
      throw new Error(`${answer.is}: ${answer.why}`);
  }
}
