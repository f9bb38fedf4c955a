import {
  LEAD_CHANNEL_WORDS, LEAD_EVENT_WORDS, LEAD_GIVER_WORDS, LEAD_LACK_WORDS, LEAD_NOTICE_WAY_WORDS, LEAD_PROPERTY_WORDS, LEAD_STATE_WORDS, LEAD_STEP_WORDS, MISSING_CAUSE_WORDS, NEED_WORDS, RULE_FACTS_WORDS,
  STEP_CAUSE_WORDS, TASK_REASON_WORDS,
} from '#contracts/http';
import { MEASURE_EVENTS, ORDER_EVENTS, type ControlFact } from '#libs/control';
import { en } from './src/language/english.js';
import { zh } from './src/language/messages.js';

test.each([['Chinese', zh], ['English', en]])('every reason of a task, cause of a step, cause of a missing answer, fact of a rule and kind of need of the API has its sentence in %s, and none else has', (_, { reasons, ruleFacts, work }) => {
  expect(Object.keys(reasons.task).sort()).toEqual([...TASK_REASON_WORDS].sort());
  expect(Object.keys(reasons.step).sort()).toEqual([...STEP_CAUSE_WORDS].sort());
  expect(Object.keys(ruleFacts).filter((name) => name !== 'part' && name !== 'certificate').sort()).toEqual([...RULE_FACTS_WORDS].sort());
  expect(Object.keys(reasons.missing).sort()).toEqual([...MISSING_CAUSE_WORDS].sort());
  expect(Object.keys(work.group).sort()).toEqual([...NEED_WORDS].sort());
});

test.each([['Chinese', zh], ['English', en]])('every word about leads of the API is said in %s', (_, { leads, work, words }) => {
  const said = [leads.giver, leads.channel, leads.lack, leads.state, leads.way, leads.event, work.lead].map((list) => Object.keys(list).sort());
  expect(said).toEqual([LEAD_GIVER_WORDS, LEAD_CHANNEL_WORDS, LEAD_LACK_WORDS, LEAD_STATE_WORDS, LEAD_NOTICE_WAY_WORDS, LEAD_EVENT_WORDS, LEAD_STEP_WORDS].map((list) => [...list].sort()));
  expect(LEAD_PROPERTY_WORDS.filter((property) => property !== 'other' && !(property in words.source))).toEqual([]);
});

test.each([['Chinese', zh], ['English', en]])('every step in the life of an order or a measure has its word in %s', (_, { words }) => {
  const facts = ['draft', 'begin', 'answer-kept', 'excess-found', 'deduction-taken', 'money-arrived', 'need-changed', 'objected', 'objection-answered', 'reminded'] satisfies ControlFact[];
  expect(Object.keys(words.controlEvent).sort()).toEqual([...new Set([...Object.keys(ORDER_EVENTS), ...Object.keys(MEASURE_EVENTS), ...facts])].sort());
});
