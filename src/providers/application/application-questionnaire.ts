import { readdirSync, readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { InvalidInput, must, type FieldError } from '#libs/kernel';
import { checkAnswer } from '../domain/questionnaire-answer.js';
import { questionOf } from '../domain/questionnaire-asked.js';
import { faultsOf } from '../domain/questionnaire-faults.js';
import type { Answers, AnswerValue, Question, Questionnaire } from '../domain/questionnaire.js';

/** Code of the question whose answer sets the financial band. */
export const TURNOVER = 'annual-turnover';

/** Code of the questionnaire a vehicle uses unless it says otherwise. */
export const QUESTIONNAIRE = 'psdf-application';

const FOLDER = new URL('../data/questionnaires/', import.meta.url);

/** Every version of every questionnaire, read once from the product's data; a faulty one stops the start. */
@Injectable()
export class ApplicationQuestionnaire {
  private readonly all = readQuestionnaires();

  /** Codes of the questionnaires there are. */
  codes(): string[] {
    return [...new Set(this.all.map((each) => each.code))];
  }

  /** The newest version of a questionnaire, for applications that start now. */
  current(code: string): Questionnaire {
    const versions = this.all.filter((each) => each.code === code).sort((left, right) => right.version - left.version);
    return must(versions[0], `the questionnaire ${code}`);
  }

  /** The version an application was started with; it keeps it until it is decided. */
  of(code: string, version: number): Questionnaire {
    return must(this.all.find((each) => each.code === code && each.version === version), `version ${version} of the questionnaire ${code}`);
  }

  /** A question by its code as asked (`case-study.accommodation` for one asked for each category), or undefined. */
  question(questionnaire: Questionnaire, code: string): Question | undefined {
    return questionOf(questionnaire, code);
  }

  /** Answers as sent, checked; throws InvalidInput with every fault, unknown questions included. */
  check(questionnaire: Questionnaire, sent: Readonly<Record<string, unknown>>): Answers {
    const errors: FieldError[] = [];
    const answers: Record<string, AnswerValue> = {};
    for (const [code, raw] of Object.entries(sent)) {
      const question = questionOf(questionnaire, code);
      const checked = question ? checkAnswer(question, raw) : ({ ok: false, error: { field: code, message: 'There is no question with this code' } } as const);
      if (checked.ok) answers[code] = checked.value;
      else errors.push(checked.error);
    }
    if (errors.length > 0) throw new InvalidInput(errors);
    return answers;
  }
}

/** The questionnaires of the product's data; throws when one cannot be used, saying why. */
function readQuestionnaires(): Questionnaire[] {
  return readdirSync(FOLDER).filter((name) => /\.v\d+\.json$/.test(name)).map((name) => {
    const questionnaire = readJson(name) as Questionnaire;
    const wrong = whatIsWrong(questionnaire);
    const faults = wrong.length > 0 || name === `${questionnaire.code}.v${questionnaire.version}.json` ? wrong : ['the file is not named after its code and version'];
    if (faults.length > 0) throw new Error(`The questionnaire ${name} cannot be used: ${faults.join('; ')}`);
    return questionnaire;
  });
}

const hasRightShape = new Ajv2020({ allErrors: true, strictTypes: false }).compile(readJson('questionnaire.schema.json') as object);

/** What is wrong with a questionnaire as read from a file: first its shape by the schema, then how its questions hang together. */
export function whatIsWrong(read: unknown): string[] {
  if (hasRightShape(read)) return faultsOf(read as Questionnaire);
  return (hasRightShape.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'it'} ${message ?? 'is wrong'}`);
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
}
