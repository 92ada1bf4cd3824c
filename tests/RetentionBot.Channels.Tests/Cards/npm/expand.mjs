// Reads [{ name, template, data }] and prints { name: { card } } or { name: { error } }, as the published packages fill each template.
import { readFileSync } from 'node:fs';
import expressions from 'adaptive-expressions';
import templating from 'adaptivecards-templating';

// The same stand-ins as PlainVocabulary: they show what the function was given.
for (const name of ['number', 'percent', 'points', 'date', 'moment', 'money']) {
  const show = (values) => `<${[name, ...values.map((value) => JSON.stringify(value))].join(' ')}>`;
  const evaluator = new expressions.ExpressionEvaluator(name, expressions.FunctionUtils.apply(show), expressions.ReturnType.String);
  expressions.ExpressionFunctions.standardFunctions.set(name, evaluator);
}

const answers = {};
for (const { name, template, data } of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    answers[name] = { card: new templating.Template(template).expand({ $root: data }) };
  } catch (error) {
    answers[name] = { error: error.message };
  }
}

console.log(JSON.stringify(answers));
