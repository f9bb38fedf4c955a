import { describeSettings } from '#libs/settings';
import { ArgumentError, parseArguments } from './arguments.js';
import { helpText } from './help.js';

describe('arguments', () => {
  test.each<[string[], { demo: boolean; kafka: boolean; help: boolean }]>([
    [[], { demo: false, kafka: false, help: false }],
    [['--demo'], { demo: true, kafka: false, help: false }],
    [['--help'], { demo: false, kafka: false, help: true }],
    [['-h'], { demo: false, kafka: false, help: true }],
    [['--demo', '--help', '--kafka', '--demo'], { demo: true, kafka: true, help: true }],
  ])('%j', (given, expected) => {
    expect(parseArguments(given)).toEqual(expected);
  });

  test.each([
    [['--Demo'], '"--Demo" is not an argument'],
    [['demo'], '"demo" is not an argument'],
    [['--demo', 'yes'], '"yes" is not an argument'],
    [['--constructor'], '"--constructor" is not an argument'],
    [['-x'], '"-x" is not an argument'],
    [['--', '--demo'], '"--demo" is not an argument'],
    [['--demo=no'], '--demo takes no value ("no" was given)'],
    [['--kafka=localhost:9092'], 'takes no value'],
  ])('%j: refused', (given, message) => {
    expect(() => parseArguments(given)).toThrow(ArgumentError);
    expect(() => parseArguments(given)).toThrow(message);
  });

  test('an unknown argument: what is allowed is said', () => {
    expect(() => parseArguments(['--port=1'])).toThrow('--demo, --kafka, --help are allowed');
  });
});

describe('the help text', () => {
  test('has every argument and every setting with its default and what is allowed', () => {
    const text = helpText();
    expect(text).toContain('--demo');
    for (const { name, description, default: value, allowed } of describeSettings()) {
      for (const part of [name, description, value, allowed]) expect(text).toContain(part);
    }
  });
});
