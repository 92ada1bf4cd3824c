// Usage: node cards.mjs FOLDER_WITH_PACKAGES. The first line in is { template, data } and is answered with the filled card; every further line starts a round
// of about a second and is answered with the times per second.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const load = createRequire(`${process.argv[2]}/`);
const { ExpressionEvaluator, ExpressionFunctions, FunctionUtils, ReturnType } = load('adaptive-expressions');
const { Template } = load('adaptivecards-templating');

// The functions our template calls, as English writes them; formatters are made once.
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const euros = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'EUR' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const functions = {
  number: ([value]) => whole.format(value),
  money: ([minor]) => euros.format(minor / 100),
  date: ([value]) => day.format(new Date(value)),
};
for (const [name, deed] of Object.entries(functions)) {
  ExpressionFunctions.standardFunctions.set(name, new ExpressionEvaluator(name, FunctionUtils.apply(deed), ReturnType.String));
}

let template;
let $root;

function round() {
  const start = process.hrtime.bigint();
  let seconds = 0;
  let done = 0;
  while (seconds < 1) {
    for (let i = 0; i < 100; i++) {
      template.expand({ $root });
    }

    done += 100;
    seconds = Number(process.hrtime.bigint() - start) / 1e9;
  }

  return done / seconds;
}

for await (const line of createInterface({ input: process.stdin })) {
  if (template === undefined) {
    const given = JSON.parse(line);
    template = new Template(given.template);
    $root = given.data;
    console.log(JSON.stringify(template.expand({ $root })));
  } else {
    console.log(round());
  }
}
