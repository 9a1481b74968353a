import { describe, expect, it } from 'vitest';
import { scopeOf } from '../testing/scope';
import { compileTemplate } from './template';

const scope = scopeOf([{ text: 'a,b', list: [{ n: 1, k: 'a' }, { n: 2, k: 'b' }], o: { a: 1, b: null, c: '' }, iso: '2024-03-10T08:00:00Z', five: 5, z: null }], { extra: { $pageCount: 3, $response: { body: { next: 'u' } } } });
const evaluate = (source: string) => compileTemplate(`={{ ${source} }}`).evaluate(scope);
const table = (rows: [string, unknown][]) => it.each(rows)('%s', (source, expected) => expect(evaluate(source)).toEqual(expected));

describe('strings', () => {
  table([
    ['"hi".base64Encode()', 'aGk='], ['"aGk=".base64Decode()', 'hi'], ['"é😀".base64Encode().base64Decode()', 'é😀'],
    ['"https://a.io/x".extractDomain()', 'a.io'], ['"me@mail.example.com".extractDomain()', 'mail.example.com'], ['"nothing".extractDomain()', undefined],
    ['"mail me@x.io now".extractEmail()', 'me@x.io'], ['"see http://a.io/b".extractUrl()', 'http://a.io/b'], ['"see a.io".extractUrl()', undefined], ['"http://a.io/b".extractUrlPath()', '/b'],
    ['"a".hash()', '0cc175b9c0f1b6a831c399e269772661'], ['"a".hash("sha1")', '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'], ['"a".hash("sha256")', 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'], ['"a".hash("base64")', 'YQ=='],
    ['"a".hash("ripemd160").length', 40], ['"a".hash("sha3").length', 128], ['"a".hash("sha224").length', 56], ['"a".hash("sha384").length', 96],
    ['"a.io".isDomain()', true], ['"a b".isDomain()', false], ['"me@x.io".isEmail()', true], ['"me@x".isEmail()', false], ['"https://x.io".isUrl()', true], ['"x.io".isUrl()', false],
    ['"1E3".isNumeric()', true], ['"1 a".isNumeric()', false], ['"".isNumeric()', false],
    ['\'{"a":1}\'.parseJson().a', 1], ['"{\'a\':1}".parseJson()', undefined],
    ["'a\"b'.quote()", '"a\\"b"'], ['"a".quote("\'")', "'a'"],
    ['"*b*".removeMarkdown()', 'b'], ['"# T\\n- **x** [l](u)".removeMarkdown()', 'T\nx l'], ['"<p>a <b>b</b></p>".removeTags()', 'a b'], ['"1 < 2".removeTags()', '1 < 2'],
    ['"é".replaceSpecialChars()', 'e'], ['"Straße".replaceSpecialChars()', 'Strasse'],
    ['"No".toBoolean()', false], ['"0".toBoolean()', false], ['"false".toBoolean()', false], ['"".toBoolean()', false], ['"yes".toBoolean()', true],
    ['"1.5E2".toNumber()', 150], ['"12.9px".toInt()', 12], ['"12.9px".toFloat()', 12.9],
    ['"20240329".toDateTime().toISODate()', '2024-03-29'], ['"2024-03-29".toDateTime().hour', 0], ['"Fri, 29 Mar 2024 10:00:00 GMT".toDateTime().toMillis()', Date.UTC(2024, 2, 29, 10)], ['"1711706400000".toDateTime().toMillis()', 1711706400000], ['"2024-03-29 10:00".toDateTime().toISO()', '2024-03-29T10:00:00.000+01:00'],
    ['"hello world. next one".toSentenceCase()', 'Hello world. Next one'], ['"a BIG day of the dog".toTitleCase()', 'A BIG Day of the Dog'], ['"big $Day".toSnakeCase()', 'big_day'], ['"someThing else".toSnakeCase()', 'some_thing_else'],
    ['"a=b c".urlEncode(true)', 'a=b%20c'], ['"a=b c".urlEncode()', 'a%3Db%20c'], ['"a%3Db".urlDecode()', 'a=b'],
    ['"".isEmpty()', true], ['"a".isNotEmpty()', true], ['"a".toJsonString()', '"a"'],
    ['"a-b-c".split("-")', ['a', 'b', 'c']], ['"abc".split("")', ['a', 'b', 'c']], ['"a,b,c".split(/,/, -1)', ['a', 'b', 'c']], ['"a,b,c".split(",", 2)', ['a', 'b']], ['"a1b2".split(/\\d/)', ['a', 'b', '']], ['"a1b".split(/(\\d)/)', ['a', '1', 'b']],
    ['"aXbX".replace("X", "-")', 'a-bX'], ['"aXbX".replaceAll("X", "$&$&")', 'aXXbXX'], ['"john smith".replace(/(\\w+) (\\w+)/, "$2 $1")', 'smith john'], ['"a1b2".replace(/\\d/g, d => d * 2)', 'a2b4'],
    ['"2024-03".match(/(?<y>\\d{4})-(\\d\\d)/).groups.y', '2024'], ['"a1b2".match(/\\d/g)', ['1', '2']], ['"abc".match(/x/)', null], ['[..."a1b2".matchAll(/[a-z](\\d)/g)].map(m => m[1])', ['1', '2']], ['/b+/.exec("abb").index', 1], ['/B/i.test("abc")', true],
    ['"  x ".trim()', 'x'], ['"x".padStart(3, "0")', '00x'], ['"ab".at(-1)', 'b'], ['"abc".slice(-2)', 'bc'], ['"abc".substr(1, 1)', 'b'], ['"abc".substring(2, 0)', 'ab'], ['"abc"[1]', 'b'], ['"abc".length', 3], ['"ab".repeat(2)', 'abab'], ['"b".localeCompare("a")', 1], ['"a\\u00a0b".split(/\\s/)', ['a', 'b']],
  ]);
});

describe('numbers and booleans', () => {
  table([
    ['(1.256).round(1)', 1.3], ['(1.005).round(2)', 1.01], ['(-1.5).abs()', 1.5], ['(1.2).ceil()', 2], ['(1.8).floor()', 1], ['(1234.5).format("en-US")', '1,234.5'], ['(1234.5).format("de-DE", { minimumFractionDigits: 2 })', '1.234,50'],
    ['(4).isEven()', true], ['(3).isOdd()', true], ['(3.5).isInteger()', false], ['(0).toBoolean()', false], ['(0).isEmpty()', true], ['(45345).toDateTime("excel").toISODate()', '2024-02-23'], ['(1711706400).toDateTime("s").toMillis()', 1711706400000],
    ['(5.678).toFixed(1)', '5.7'], ['(255).toString(16)', 'ff'], ['true.toNumber()', 1], ['false.toInt()', 0], ['true.isEmpty()', false], ['true.toString()', 'true'],
  ]);
  it('refuses parts of numbers where whole ones are meant', () => expect(() => evaluate('(1.5).isEven()')).toThrow('needs a whole number'));
});

describe('arrays', () => {
  table([
    ['[1].append(2, 3)', [1, 2, 3]], ['[1, 2].average()', 1.5], ['[1, 2].sum()', 3], ['[1, 12, 5].max()', 12], ['[3, 1].min()', 1], ['[1, 2, 3].chunk(2)', [[1, 2], [3]]], ['[1, null, "", undefined, 0].compact()', [1, 0]],
    ['[1, { a: 1 }].difference([{ a: 1 }])', [1]], ['[1, { a: 1 }].intersection([{ a: 1 }])', [{ a: 1 }]], ['[1, 2].union([2, 3])', [1, 2, 3]], ['[1, 2].first()', 1], ['[1, 2].last()', 2],
    ['[{ a: 1 }, { b: 2 }].merge([{ a: 9, c: 3 }, { d: 4 }])', [{ a: 1, c: 3 }, { b: 2, d: 4 }]], ['[1, 2].merge([3])', {}], ['[{ n: 1 }, { m: 2 }].pluck("n")', [1]], ['[{ n: 1, m: 2, o: 3 }].pluck("n", "m")', [{ n: 1, m: 2 }]], ['[7].randomItem()', 7],
    ['[1, 1, "1"].removeDuplicates()', [1, '1']], ['$json.list.append({ n: 1, k: "z" }).unique("n").pluck("k")', ['a', 'b']], ['[{ a: 1 }].renameKeys("a", "b")', [{ b: 1 }]], ['[{ k: "a", v: 1 }].smartJoin("k", "v")', { a: 1 }], ['[].isEmpty()', true],
    ['[3, 1, 2].toSorted()', [1, 2, 3]], ['[10, 9].sort()', [10, 9]], ['[10, 9].sort((a, b) => a - b)', [9, 10]], ['[1, 2, 3].toSpliced(1, 1)', [1, 3]], ['[1, 2].with(0, 5)', [5, 2]], ['[1, [2, [3]]].flat(Infinity)', [1, 2, 3]], ['[1, 2].flatMap(x => [x, x])', [1, 1, 2, 2]],
    ['[1, 2, 3].reduce((a, x) => a + x, 0)', 6], ['["a", "b"].reduce((o, k, i) => ({ ...o, [k]: i }), {})', { a: 0, b: 1 }], ['[1, 2].includes(2)', true], ['[1, 2, 3].findLast(x => x < 3)', 2], ['["a"].entries()', [[0, 'a']]], ['[1, 2].join("-")', '1-2'], ['[0, 1].filter(Boolean)', [1]], ['["1"].map(Number)', [1]],
    ['[1, 2, 3].slice(1)', [2, 3]], ['[1, 2, 3].at(-1)', 3], ['[1, 2].indexOf(2)', 1], ['[3, 4].keys()', [0, 1]], ['[1, 2].every(x => x > 0)', true], ['[[1, 2]].map(([a, b = 5, ...r]) => a + b + r.length)', [3]], ['[{ a: 1, b: 2 }].map(({ a, ...rest }) => rest)', [{ b: 2 }]],
    ['(() => { const out = []; [1, 2].forEach(x => { out.push(x * 2) }); return out })()', [2, 4]], ['Array.from({ length: 3 }, (_, i) => i)', [0, 1, 2]], ['[...new Set([1, 1])]', [1]], ['[,1].length', 2],
  ]);
});

describe('objects', () => {
  table([
    ['$json.o.compact()', { a: 1 }], ['$json.o.hasField("a")', true], ['$json.o.keys()', ['a', 'b', 'c']], ['({ a: 1 }).values()', [1]], ['({ a: "xy", b: "z", c: 1 }).keepFieldsContaining("x")', { a: 'xy' }], ['({ a: "xy", b: "z", c: 1 }).removeFieldsContaining("x")', { b: 'z', c: 1 }],
    ['({ a: 1 }).merge({ a: 2, b: 3 })', { a: 1, b: 3 }], ['({ a: 1, b: 2 }).removeField("a")', { b: 2 }], ['({ a: "x y", b: 1 }).urlEncode()', 'a=x+y&b=1'], ['({}).isEmpty()', true], ['({ a: 1 }).isNotEmpty()', true], ['({ a: 1 }).toJsonString()', '{"a":1}'],
    ['Object.keys($json.o)', ['a', 'b', 'c']], ['Object.entries({ a: 1 })', [['a', 1]]], ['Object.fromEntries([["a", 1]])', { a: 1 }], ['Object.assign({}, { a: 1 })', { a: 1 }], ['"a" in $json.o', true], ['"toString" in $json.o', false], ['$json.o.hasOwnProperty("a")', true], ['{ ...$json.o, d: 1 }.d', 1], ['Object.groupBy([1, 2, 3], x => x % 2 ? "odd" : "even")', { odd: [1, 3], even: [2] }],
    ['JSON.stringify({ a: [1, undefined], b: undefined })', '{"a":[1,null]}'], ['JSON.stringify({ b: 1, a: 2 }, ["a"])', '{"a":2}'], ['JSON.parse("[1]")', [1]],
  ]);
});

describe('dates', () => {
  table([
    ['$now.minus(7, "days").format("yyyy-MM-dd")', '2024-03-08'], ['$now.plus(1, "month").toISODate()', '2024-04-15'], ['$now.plus({ days: 1 }).toISODate()', '2024-03-16'], ['$now.diffTo("2024-03-16T11:30:00Z")', -1], ['$now.diffTo("2024-03-14T11:30:00Z", "hours")', 24], ['$now.diffTo("2024-03-14T10:30:00Z", ["days", "hours"])', { days: 1, hours: 1 }], ['$now.minus(1, "day").diffToNow("hours")', -24],
    ['$now.extract("month")', 3], ['$now.extract()', 11], ['$now.extract("weekDay")', 5], ['$now.isBetween("2024-03-01", "2024-04-01")', true], ['$now.minus(5, "minutes").isInLast(10, "minutes")', true], ['$now.isWeekend()', false], ['$now.beginningOf("month").toISODate()', '2024-03-01'], ['$now.endOfMonth().toISODate()', '2024-03-31'], ['$now.toInt()', Date.UTC(2024, 2, 15, 11, 30)], ['$now.isEmpty()', false], ['$now.year', 2024], ['$now.weekdayLong', 'Friday'], ['$now.setZone("UTC").hour', 11], ['$now.startOf("hour").minute', 0], ['$now.hasSame($today, "day")', true], ['$today < $now', true], ['$now - $today', 45000000],
    ['DateTime.fromISO("2024-01-02").toFormat("dd/LL")', '02/01'], ['DateTime.fromFormat("02.01.2024", "dd.LL.yyyy").toISO()', '2024-01-02T00:00:00.000+01:00'], ['DateTime.fromFormat("3 March 2024 5:06 pm", "d LLLL yyyy h:mm a").toISO()', '2024-03-03T17:06:00.000+01:00'], ['DateTime.fromFormat("2024-03-03T10:00:00+05:30", "yyyy-MM-dd\'T\'HH:mm:ssZZ").toMillis()', Date.UTC(2024, 2, 3, 4, 30)], ['DateTime.fromFormat("Fr 15. Mär 2024", "EEE d. LLL yyyy", { locale: "de" }).isValid', true], ['DateTime.fromFormat("nope", "yyyy").isValid', false], ['DateTime.fromFormat("2024-03-15 Europe/Paris", "yyyy-MM-dd z").isValid', true], ['DateTime.now().equals($now)', true], ['$now.setLocale("en-GB").toLocaleString(DateTime.DATE_FULL)', '15 March 2024'], ['DateTime.utc(2024, 1, 1).toISO()', '2024-01-01T00:00:00.000Z'], ['DateTime.local(2024, 6, 1).offset', 120], ['DateTime.fromSeconds(0).toUTC().toISODate()', '1970-01-01'], ['Duration.fromObject({ hours: 2 }).as("minutes")', 120], ['Interval.fromDateTimes("2024-01-01", "2024-01-03").length("days")', 2], ['$json.iso.toDateTime().diff("2024-03-09T08:00:00Z".toDateTime(), "days").days', 1],
    ['new Date(0).toISOString()', '1970-01-01T00:00:00.000Z'], ['new Date("2024-01-01").getTime()', 1704067200000], ['new Date(2024, 0, 1).getFullYear()', 2024], ['Date.now()', Date.UTC(2024, 2, 15, 11, 30)], ['new Date(0).plus(1, "days").toMillis()', 86400000], ['new Date(new Date(0).setUTCDate(2)).toISOString()', '1970-01-02T00:00:00.000Z'], ['new Date() > new Date(0)', true], ['Date.UTC(2024, 0)', 1704067200000], ['new Date(0).toDateTime().toUTC().year', 1970],
  ]);
});

describe('roots and globals', () => {
  table([
    ['$if(true, 1, 2)', 1], ['$ifEmpty("", "d")', 'd'], ['$ifEmpty([], "d")', 'd'], ['$ifEmpty({}, "d")', 'd'], ['$ifEmpty(0, "d")', 0], ['$ifEmpty(false, "d")', false], ['$min(3, 1)', 1], ['$max([3, 1])', 3], ['$average(1, 2)', 1.5], ['$not(0)', true],
    ['$vars.region', 'eu'], ['$vars.nope', undefined], ['$env.PUBLIC', 'yes'], ['$execution.mode', 'production'], ['$execution.id', 'e1'], ['$workflow', { id: 'w1', name: 'Test', active: true }], ['$nodeVersion', 1.1], ['$nodeId', 'n1'], ['$itemIndex', 0], ['$pageCount', 3], ['$response.body.next', 'u'], ['$request', undefined], ['$fromAI("name", "d", "string", "fallback")', 'fallback'], ['$binary', {}], ['$prevNode.name', undefined],
    ['$jmespath($json, "list[?n > `1`].k | [0]")', 'b'], ['$jmespath($json, "list[*].{key: k, num: n}")', [{ key: 'a', num: 1 }, { key: 'b', num: 2 }]], ['$jmespath($json, "sum(list[].n)")', 3], ['$jmespath($json, "sort_by(list, &n)[-1].k")', 'b'], ['$jmespath($json, "[[[")', undefined], ['$jmespath($json, "join(\',\', list[].k)")', 'a,b'], ['$jmespath([1, 2, 3, 4], "[1:3]")', [2, 3]], ['$jmespath([1, 2, 3], "[::-1]")', [3, 2, 1]], ['$jmespath($json, "o.nope || \'x\'")', 'x'],
    ['Math.max(1, ...[5, 2])', 5], ['Math.round(2.5)', 3], ['Math.PI.floor()', 3], ['Number("12")', 12], ['String([1, 2])', '1,2'], ['Boolean("")', false], ['parseInt("12px")', 12], ['parseFloat("1.5x")', 1.5], ['isNaN("x")', true], ['Number.isInteger(5)', true], ['encodeURIComponent("a b")', 'a%20b'], ['Array.isArray([])', true], ['new RegExp("a+", "g").flags', 'g'],
    ['null.isEmpty()', true], ['undefined.isNotEmpty()', false], ['$json.z.toTitleCase()', undefined], ['$json.z?.foo.bar', undefined], ['$json.text?.split(",")?.[1]', 'b'], ['$json.five?.toFixed?.(1)', '5.0'], ['typeof nope', 'undefined'], ['typeof [].map', 'undefined'], ['(a => a * 2)(4)', 8], ['((a, b = 2) => { if (a > b) { return "more" } else return "less" })(1)', 'less'], ['`a${1 + 1}b`', 'a2b'], ['(1, 2)', 2], ['void 0 ?? 3', 3], ['2 ** 3 % 5', 3], ['"5" * "2"', 10], ['"a" + 1 + null', 'a1null'], ['[1] + [2]', '12'], ['1 < "2"', true], ['null == undefined', true], ['"1" == 1', true], ['~~5.7', 5], ['!![]', true],
  ]);
});
