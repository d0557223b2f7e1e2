import type { ReadCsvOptions } from "../../src/csv/read-csv.ts";
import type { NoticeCode } from "../../src/core/notice.ts";

/** What comes of a file: the columns and what is told, or the code and the place of the error. */
export type ExportOutcome =
  | { readonly columns: Readonly<Record<string, readonly unknown[]>>; readonly told: readonly NoticeCode[] }
  | { readonly code: string; readonly line: number; readonly row?: number };
/** A small file such as somebody has. */
export type ExportCase = readonly [name: string, file: string | Uint8Array, outcome: ExportOutcome, options?: ReadCsvOptions];

const read = (columns: Readonly<Record<string, readonly unknown[]>>, ...told: NoticeCode[]): ExportOutcome => ({ columns, told });
const ragged = (line: number, row: number): ExportOutcome => ({ code: "ragged-rows", line, row });
const abc = "a,b,c\n1,x,2\n3,y,4\n";
const ofAbc = { a: [1, 3], b: ["x", "y"], c: [2, 4] };
const bytes = (text: string, encoding: BufferEncoding = "utf8"): Uint8Array => Uint8Array.from(Buffer.from(text, encoding));
const numbered = (rows: number, line: (i: number) => string): string => Array.from({ length: rows }, (_, i) => `${line(i + 1)}\n`).join("");

const delimiters: ExportCase[] = [
  ["semicolons, every row ends in one", "name;spent\na;1;\nb;2;\n", ragged(2, 0)],
  ["tabs, every row ends in one", "name\tspent\na\t1\t\nb\t2\t\n", ragged(2, 0)],
  ["bars, every row ends in one", "name|spent\na|1|\nb|2|\n", ragged(2, 0)],
  ["commas, every row ends in one", "name,spent\na,1,\nb,2,\n", ragged(2, 0)],
  ["semicolons below a title", "Customers of May\nname;spent\na;1\n", read({ name: ["a"], spent: [1] }, "lines-above")],
  ["semicolons, a header one longer", "name;spent;city\na;1\nb;2\n", ragged(2, 0)],
  ["bars, a header one longer", "name|spent|city\na|1\nb|2\nc|3\n", ragged(2, 0)],
  ["semicolons, one row in three short", "a;b;c\n1;2;3\n1;2\n3;4\n5;6\n7;8\n", ragged(3, 1)],
  ["semicolons, a comma in the name and in each amount", "Umsatz, netto;Name\n1,50;Anna\n2,50;Ben\n", read({ "Umsatz, netto": ["1,50", "2,50"], Name: ["Anna", "Ben"] })],
  ["semicolons, a decimal comma in the header", "Kunde;Rabatt 0,5 %\nAnna;12,50\nBen;3,25\n", read({ Kunde: ["Anna", "Ben"], "Rabatt 0,5 %": ["12,50", "3,25"] })],
  ["bars, a comma in each", "City, State|Sales\nAustin, TX|5\nReno, NV|7\n", read({ "City, State": ["Austin, TX", "Reno, NV"], Sales: [5, 7] })],
  ["tabs, a comma in each", "City, State\tSales\nAustin, TX\t5\nReno, NV\t7\n", read({ "City, State": ["Austin, TX", "Reno, NV"], Sales: [5, 7] })],
  ["decimal commas without a header", "1,2;2,3;3,4;a\n2,2;3,3;4,4;b\n", read({ column1: ["1,2", "2,2"], column2: ["2,3", "3,3"], column3: ["3,4", "4,4"], column4: ["a", "b"] }), { header: false }],
  ["a row of decimal commas without a header", "1,2;2,3;3,4;a\n", read({ column1: ["1,2"], column2: ["2,3"], column3: ["3,4"], column4: ["a"] }), { header: false }],
  ["decimal commas told", "Name;Umsatz\nAnna;1,50\n", read({ Name: ["Anna"], Umsatz: [1.5] }), { decimal: "," }],
  ["commas, a semicolon in each text", "name,tags\nA,x;y\nB,z;w\n", read({ name: ["A", "B"], tags: ["x;y", "z;w"] })],
  ["commas, a semicolon in quotes", 'id,"a;b"\n1,"x;y"\n2,"z;w"\n', read({ id: [1, 2], "a;b": ["x;y", "z;w"] })],
  ["commas, more fields than by semicolons", "a,b,c;d\n1,2,3;4\n", read({ a: [1], b: [2], "c;d": ["3;4"] })],
  ["one column of text with semicolons", "comment\nGood; fine\nBad; poor\nSo; so\n", read({ comment: ["Good; fine", "Bad; poor", "So; so"] })],
  ["one column of text with a semicolon here and there", "comment\nGood\nBad; poor\nFine\n", read({ comment: ["Good", "Bad; poor", "Fine"] })],
  ["one column of answers", "answers\nmail;sms;web\nmail;sms;app\nfax;sms;web\n", read({ answers: ["mail;sms;web", "mail;sms;app", "fax;sms;web"] })],
  ["one column whose name has a semicolon", "a;b\n1\n2\n", read({ "a;b": [1, 2] })],
  ["sep=, that is right", "sep=,\na,b\n1,2\n", read({ a: [1], b: [2] })],
  ["sep= of a tab", "sep=\t\na\tb\n1\t2\n", read({ a: [1], b: [2] })],
  ["a caret that is told", "a^b\n1^2\n", read({ a: [1], b: [2] }), { delimiter: "^" }],
  ["tabs with empty fields", "a\tb\tc\n1\t\t3\n\t2\t\n", read({ a: [1, null], b: [null, 2], c: [3, null] })],
  ["semicolons, a ragged last row", "a;b;c\n1;2;3\n4;5", ragged(3, 1)],
  ["tabs, a ragged last row", "a\tb\tc\n1\t2\t3\n4\t5", ragged(3, 1)],
  ["bars, a row too long", "a|b\n1|2\n1|2|3\n", ragged(3, 1)],
];

const above: ExportCase[] = [
  ["a title", `Customer report\n${abc}`, read(ofAbc, "lines-above")],
  ["a title of one word and a blank line", `Report\n\n${abc}`, read(ofAbc, "lines-above")],
  ["a title and a period", `Customer report\nJanuary to December 2024\n\n${abc}`, read(ofAbc, "lines-above")],
  ["a period alone", `2024-01-01 to 2024-12-31\n${abc}`, read(ofAbc, "lines-above")],
  ["# lines", `# ----------\n# Analytics\n# 20240101-20241231\n# ----------\n\n${abc}`, read(ofAbc, "lines-above")],
  ["a # line with commas", `# by shop, region, month\n${abc}`, read(ofAbc, "lines-above")],
  ["a # line with a comma", `# by shop, region\n${abc}`, read(ofAbc, "lines-above")],
  ["a # column", "#,name,city\n1,Ann,Bonn\n2,Ben,Wien\n", read({ "#": [1, 2], name: ["Ann", "Ben"], city: ["Bonn", "Wien"] })],
  ["a # of orders", "# of orders,name\n1,Ann\n2,Ben\n", read({ "# of orders": [1, 2], name: ["Ann", "Ben"] })],
  ["a title padded to the table's width", "Customer report,,,\n,,,\nname,spent,visits,channel\nA,1,2,Web\nB,3,4,Shop\n", read({ name: ["A", "B"], spent: [1, 3], visits: [2, 4], channel: ["Web", "Shop"] }, "lines-above")],
  ["two padded titles", "Shop,,\nMay 2024,,\nname,spent,channel\nA,1,Web\nB,3,Shop\n", read({ name: ["A", "B"], spent: [1, 3], channel: ["Web", "Shop"] }, "lines-above")],
  ["keys and values", `Period,May 2024\nOwner,Ann\n\na,b,c,d\n1,x,2,p\n3,y,4,q\n`, read({ a: [1, 3], b: ["x", "y"], c: [2, 4], d: ["p", "q"] }, "lines-above")],
  ["titles above semicolons", "Kundenliste\nStand 31.12.2024\nname;spent\nA;1\nB;3\n", read({ name: ["A", "B"], spent: [1, 3] }, "lines-above")],
  ["titles above tabs", "Kundenliste\nname\tspent\nA\t1\nB\t3\n", read({ name: ["A", "B"], spent: [1, 3] }, "lines-above")],
  ["a title in quotes", `"Customer report"\n${abc}`, read(ofAbc, "lines-above")],
  ["a title with a comma in it", "Report, May\nname,spent,visits,channel\nA,1,2,Web\nB,3,4,Shop\n", read({ name: ["A", "B"], spent: [1, 3], visits: [2, 4], channel: ["Web", "Shop"] }, "lines-above")],
  ["a title after sep=", `sep=,\nCustomer report\n${abc}`, read(ofAbc, "lines-above")],
  ["a title after a byte order mark", `\ufeffCustomer report\n${abc}`, read(ofAbc, "lines-above")],
  ["a title, lines end in CR LF", `Customer report\r\n\r\n${abc.replaceAll("\n", "\r\n")}`, read(ofAbc, "lines-above")],
  ["a title, lines end in CR", `Customer report\r${abc.replaceAll("\n", "\r")}`, read(ofAbc, "lines-above")],
  ["a title above texts alone", "Customers of May\nname,city,plan\nAnn,Bonn,pro\nBen,Wien,free\nCy,Rom,pro\n", read({ name: ["Ann", "Ben", "Cy"], city: ["Bonn", "Wien", "Rom"], plan: ["pro", "free", "pro"] }, "lines-above")],
  ["a padded title above one row", "Kontoauszug;;;\n\nBuchung;Name;Zweck;Betrag\n01.01.2024;Ann;x;-5,00\n", read({ Buchung: ["01.01.2024"], Name: ["Ann"], Zweck: ["x"], Betrag: ["-5,00"] }, "lines-above")],
  ["a bank's head", '"Konto:";"DE12 3456"\n"Zeitraum:";"01.01.2024 - 31.01.2024"\n\n"Buchung";"Name";"Zweck";"Betrag"\n"01.01.2024";"Ann";"x";"-5,00"\n"02.01.2024";"Ben";"y";"1.200,00"\n', read({ Buchung: ["01.01.2024", "02.01.2024"], Name: ["Ann", "Ben"], Zweck: ["x", "y"], Betrag: ["-5,00", "1.200,00"] }, "lines-above")],
  ["a title above months", "Sales\n\nname,2024-01,2024-02\nA,1,2\nB,3,4\n", read({ name: ["A", "B"], "2024-01": [1, 3], "2024-02": [2, 4] }, "lines-above")],
  ["a title above years", "Sales by year\nname,2023,2024\nA,1,2\nB,3,4\n", read({ name: ["A", "B"], 2023: [1, 3], 2024: [2, 4] }, "lines-above")],
  ["a title above an uneven table", "Customer report\na,b,c\n1,2,3\n4,5,6\n7,8\n9,1,2\n", ragged(5, 2)],
  ["a word above two columns of text", "comment\nGood,fine\nBad,poor\n", ragged(2, 0)],
  ["a word above numbers", "Report\n1,2\n3,4\n", ragged(2, 0)],
  ["a word above numbers, told", "Report\n1,2\n3,4\n", read({ column1: [1, 3], column2: [2, 4] }), { skip: 1, header: false }],
  ["sentences in one column", "comment\nGood, fine\nBad, poor\nSo, so\n", ragged(2, 0)],
  ["lines to skip", `x\ny,z\n\n${abc}`, read(ofAbc), { skip: 3 }],
  ["more lines to skip than there are", abc, { code: "empty", line: 1 }, { skip: 9 }],
  ["no line to skip", `Customer report\n${abc}`, ragged(2, 0), { skip: 0 }],
  ["a title without a header", "Report\n1,2\n3,4\n", ragged(2, 1), { header: false }],
  ["comments that are told", `# a\n${abc}# b, c\n5,z,6\n#\n`, read({ a: [1, 3, 5], b: ["x", "y", "z"], c: [2, 4, 6] }), { comment: "#" }],
  ["comments of two characters", `// a, b\n${abc}// end\n`, read(ofAbc), { comment: "//" }],
  ["comments in one column", "// x\na\n1\n// y\n2\n", read({ a: [1, 2] }), { comment: "//" }],
  ["a comment with a quote", `${abc}# it's "so\n5,z,6\n`, read({ a: [1, 3, 5], b: ["x", "y", "z"], c: [2, 4, 6] }), { comment: "#" }],
  ["blank lines above", `\n \n\n${abc}`, read(ofAbc)],
  ["empty rows above", `,,\n,,\n${abc}`, read(ofAbc)],
];

const below: ExportCase[] = [
  ["blank lines", `${abc}\n\n\n`, read(ofAbc)],
  ["a line of blanks", `${abc}   `, read(ofAbc)],
  ["blank lines and blanks", `${abc}\n  \n\t\n`, read(ofAbc)],
  ["Ctrl-Z", `${abc}\u001a`, read(ofAbc)],
  ["Ctrl-Z and a line end", `${abc}\u001a\n`, read(ofAbc)],
  ["Ctrl-Z behind the last cell", "a,b\n1,2\n3,4\u001a", read({ a: [1, 3], b: [2, 4] })],
  ["a note behind a blank line", `${abc}\nExported by Ann on Monday\n`, read(ofAbc, "lines-below")],
  ["a count of rows as SQL says it", `${abc}(2 rows)\n`, read(ofAbc, "lines-below")],
  ["a count of rows behind a blank line", `${abc}\n(2 rows affected)`, read(ofAbc, "lines-below")],
  ["an end", `${abc}-- end --\n`, read(ofAbc, "lines-below")],
  ["a count of customers", `${abc}Total: 2 customers\n`, read(ofAbc, "lines-below")],
  ["a count between delimiters", "name,spent,visits,city\nAnn,1,2,Bonn\nBen,3,4,Wien\nTotal customers,2\n", read({ name: ["Ann", "Ben"], spent: [1, 3], visits: [2, 4], city: ["Bonn", "Wien"] }, "lines-below")],
  ["a source", "name,spent,city\nAnn,1,Bonn\nBen,2,Wien\nSource: the shop\n", read({ name: ["Ann", "Ben"], spent: [1, 2], city: ["Bonn", "Wien"] }, "lines-below")],
  ["two notes", `${abc}\n* provisional\nSource: the shop\n`, read(ofAbc, "lines-below")],
  ["a note of a key and a value", "a,b,c,d\n1,x,2,p\n3,y,4,q\n\nGenerated,2024-05-01\n", read({ a: [1, 3], b: ["x", "y"], c: [2, 4], d: ["p", "q"] }, "lines-below")],
  ["a padded note behind an empty row", `${abc},,\nfor internal use,,\n`, read(ofAbc, "rows-empty", "lines-below")],
  ["a padded count", "name,spent,city\nAnn,1,Bonn\nBen,2,Wien\n2 rows,,\n", read({ name: ["Ann", "Ben"], spent: [1, 2], city: ["Bonn", "Wien"] }, "lines-below")],
  ["a name with nothing beside it", "name,spent,city\nAnn,1,Bonn\nBen,,\n", read({ name: ["Ann", "Ben"], spent: [1, null], city: ["Bonn", null] })],
  ["a note below numbers", "a,b,c\n1,2,3\n4,5,6\nAll figures in euros\n", read({ a: [1, 4], b: [2, 5], c: [3, 6] }, "lines-below")],
  ["a row cut short", "name,spent,city\nAnn,1,Bonn\nBen", ragged(3, 1)],
  ["a number cut short", "a,b\n1,2\n3", ragged(3, 1)],
  ["a number behind a blank line", "a,b\n1,2\n\n3", ragged(4, 1)],
  ["a row cut short behind a blank line", "a,b,c\n1,2,3\n\n3,4", ragged(4, 1)],
  ["a note amid rows", `${abc}-- page 2 --\n5,z,6\n`, ragged(4, 2)],
  ["a second table", `${abc}\nname,spent\nAnn,5\nBen,6\n`, ragged(5, 2)],
  ["many notes", `${abc}${"-- note\n".repeat(30)}`, ragged(4, 2)],
  ["a note below a header alone", "a,b\n-- end --\n", ragged(2, 0)],
  ["blank lines in one column are rows", "a\n1\n\n", read({ a: [1, null] })],
  ["a note with a quote that does not close", `${abc}-- 5" end\n`, read(ofAbc, "lines-below")],
];

const spend = [900, 43, 914, 49];
const body = spend.map((x, i) => `K${i},${x},${i + 2},Web\n`).join("");
const customers = { customer: ["K0", "K1", "K2", "K3"], spend, visits: [2, 3, 4, 5], channel: ["Web", "Web", "Web", "Web"] };
const head = "customer,spend,visits,channel\n";
const totals: ExportCase[] = [
  ...["Total", "TOTAL", "Total:", "Grand Total", "Summe", "Gesamt", "Gesamtsumme", "Totale", "Somma", "Suma", "Totaal", "Totals (4)", "Итого", "合計"].map(
    (word): ExportCase => [word, `${head}${body}${word},1906,14,\n`, read(customers, "totals-left-out")],
  ),
  ["above the rows", `${head}Total,1906,14,\n${body}`, read(customers, "totals-left-out")],
  ["in the second column", "id,name,spend\n1,A,5\n2,B,6\n3,C,7\n,Total,18\n", read({ id: [1, 2, 3], name: ["A", "B", "C"], spend: [5, 6, 7] }, "totals-left-out")],
  ["amounts", 'name,spend\nA,"$1,000.50"\nB,$2.25\nC,$7.25\nTotal,"$1,010.00"\n', read({ name: ["A", "B", "C"], spend: ["$1,000.50", "$2.25", "$7.25"] }, "totals-left-out")],
  ["amounts with decimal commas", "name;spend\nA;1.000,50 €\nB;2,25 €\nC;7,25 €\nSumme;1.010,00 €\n", read({ name: ["A", "B", "C"], spend: ["1.000,50 €", "2,25 €", "7,25 €"] }, "totals-left-out")],
  ["points that group digits", "name;spend\nA;1.250\nB;980\nC;12.300\nSumme;14.530\n", read({ name: ["A", "B", "C"], spend: [1.25, 980, 12.3] }, "totals-left-out")],
  ["points that group digits, a million", "name;spend\nA;901.250\nB;980\nC;912.300\nSumme;1.814.530\n", read({ name: ["A", "B", "C"], spend: [901.25, 980, 912.3] }, "totals-left-out")],
  ["an average above", `${head}${body}Average,476.5,3.5,\nTotal,1906,14,\n`, read(customers, "totals-left-out")],
  ["an average below", `${head}${body}Total,1906,14,\nAverage,476.5,3.5,\n`, read(customers, "totals-left-out")],
  ["sums and means in one row", `${head}${body}Total,1906,3.5,\n`, read(customers, "totals-left-out")],
  ["a sum and a count", `${head}${body}Total,1906,14,4\n`, read(customers, "totals-left-out")],
  ["dashes beside it", `${head}${body}Total,1906,14,-\n`, read(customers, "totals-left-out")],
  ["a dash where a number is missing", `${head}${body}Total,1906,-,\n`, read(customers, "totals-left-out")],
  ["behind a blank line", `${head}${body}\nTotal,1906,14,\n`, read(customers, "rows-empty", "totals-left-out")],
  ["and a note below", `${head}${body}Total,1906,14,\n\nSource: the shop\n`, read(customers, "lines-below", "totals-left-out")],
  ["sums rounded to cents", `name,spend\n${numbered(20, (i) => `A${i},${(i / 7).toFixed(2)}`)}Total,30.00\n`, read({ name: Array.from({ length: 20 }, (_, i) => `A${i + 1}`), spend: Array.from({ length: 20 }, (_, i) => Number(((i + 1) / 7).toFixed(2))) }, "totals-left-out")],
  ["sums that do not match", `${head}${body}Total,1900,14,\n`, read({ customer: [...customers.customer, "Total"], spend: [...spend, 1900], visits: [2, 3, 4, 5, 14], channel: ["Web", "Web", "Web", "Web", null] }, "totals-kept")],
  ["one sum of two that matches", `${head}${body}Summe,1906,99,\n`, read({ customer: [...customers.customer, "Summe"], spend: [...spend, 1906], visits: [2, 3, 4, 5, 99], channel: ["Web", "Web", "Web", "Web", null] }, "totals-kept")],
  ["no number at all", `${head}${body}Total,,,\n`, read(customers, "lines-below")],
  ["a shop of that name", "shop,spend\nTotal Wine,5\nA,6\nB,7\nTotal Energies,8\n", read({ shop: ["Total Wine", "A", "B", "Total Energies"], spend: [5, 6, 7, 8] })],
  ["a word amid the rows", "name,spend\nA,5\nTotal,6\nB,7\nC,8\n", read({ name: ["A", "Total", "B", "C"], spend: [5, 6, 7, 8] })],
  ["a category of that name", "plan,spend,rows\nTotal,5,1\nBasic,6,2\nTotal,7,3\nTotal,9,4\n", read({ plan: ["Total", "Basic", "Total", "Total"], spend: [5, 6, 7, 9], rows: [1, 2, 3, 4] }, "totals-kept")],
  ["zeros", "name,spend\nA,0\nB,0\nTotal,0\n", read({ name: ["A", "B", "Total"], spend: [0, 0, 0] }, "totals-kept")],
  ["without a header", "A,5\nB,6\nC,7\nTotal,18\n", read({ column1: ["A", "B", "C"], column2: [5, 6, 7] }, "totals-left-out"), { header: false }],
];

const heads: ExportCase[] = [
  ["question texts", "Q1,Q2,Q3\nHow often?,How much?,Where?\n1,5,Web\n2,6,Shop\n3,7,Web\n", read({ Q1: [1, 2, 3], Q2: [5, 6, 7], Q3: ["Web", "Shop", "Web"] }, "second-header")],
  ["units", "name,income,weight\n,EUR,kg\nA,5,7\nB,6,8\n", read({ name: ["A", "B"], income: [5, 6], weight: [7, 8] }, "second-header")],
  ["units in brackets", "name,income,weight\n,[EUR],[kg]\nA,5,7\nB,6,8\n", read({ name: ["A", "B"], income: [5, 6], weight: [7, 8] }, "second-header")],
  ["types", "name,income,age\ntext,number,number\nA,5,7\nB,6,8\n", read({ name: ["A", "B"], income: [5, 6], age: [7, 8] }, "second-header")],
  ["Qualtrics", 'StartDate,Q1,Q2\nStart Date,How often?,How much?\n"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\n2024-01-01,1,x\n2024-01-02,2,y\n', read({ StartDate: ["2024-01-01", "2024-01-02"], Q1: [1, 2], Q2: ["x", "y"] }, "second-header")],
  ["SurveyMonkey", "Respondent ID,How often?,Where?\n,Response,Response\n118200,Never,Web\n118213,Daily,Shop\n", read({ "Respondent ID": [118200, 118213], "How often?": ["Never", "Daily"], "Where?": ["Web", "Shop"] }, "second-header")],
  ["SurveyMonkey, several answers", "Respondent ID,Which?,,Other?\n,Mail,SMS,Open-Ended Response\n118200,Mail,,x\n118213,,SMS,\n", read({ "Respondent ID": [118200, 118213], "Which?": ["Mail", null], SMS: [null, "SMS"], "Other?": ["x", null] }, "second-header", "columns-named")],
  ["SurveyMonkey, an answer a column", "Respondent ID,Which?,,Other?\n,Mail,SMS,Open-Ended Response\n118200,1,,x\n118213,,1,\n", read({ "Respondent ID": [118200, 118213], "Which?": [1, null], SMS: [null, 1], "Other?": ["x", null] }, "second-header", "columns-named")],
  ["a customer of whom nothing is known", "name,income,age\nAnn,NA,n/a\nBen,5,6\nCy,7,8\n", read({ name: ["Ann", "Ben", "Cy"], income: ["NA", "5", "7"], age: ["n/a", "6", "8"] })],
  ["a customer of whom it is unknown", "name,income,age\nAnn,unknown,unknown\nBen,5,6\nCy,7,8\n", read({ name: ["Ann", "Ben", "Cy"], income: ["unknown", "5", "7"], age: ["unknown", "6", "8"] })],
  ["a customer with one word", "name,age\nAnn,unknown\nBen,6\nCy,8\n", read({ name: ["Ann", "Ben", "Cy"], age: ["unknown", "6", "8"] })],
  ["texts alone", "name,city\nAnn,Bonn\nBen,Wien\nCy,Rom\n", read({ name: ["Ann", "Ben", "Cy"], city: ["Bonn", "Wien", "Rom"] })],
  ["a title and question texts", "Survey of May\n\nQ1,Q2,Q3\nHow often?,How much?,Where?\n1,5,Web\n2,6,Shop\n3,7,Web\n", read({ Q1: [1, 2, 3], Q2: [5, 6, 7], Q3: ["Web", "Shop", "Web"] }, "lines-above", "second-header")],
  ["a rule as psql draws it", " id | name | spent\n----+------+-------\n  1 | Ann  |     5\n  2 | Ben  |     6\n(2 rows)\n", read({ " id ": [1, 2], " name ": [" Ann  ", " Ben  "], " spent": [5, 6] }, "lines-below")],
  ["a rule between commas", "id,name\n--,----\n1,Ann\n2,Ben\n", read({ id: [1, 2], name: ["Ann", "Ben"] })],
  ["a table of Markdown", "| id | name |\n|----|------|\n| 1 | Ann |\n| 2 | Ben |\n", read({ " id ": [1, 2], " name ": [" Ann ", " Ben "] }, "columns-empty")],
  ["the header again amid the rows", "a,b\n1,2\na,b\n3,4\n", read({ a: ["1", "a", "3"], b: ["2", "b", "4"] })],
];

const names: ExportCase[] = [
  ["an empty name at the end of the header alone", "a,b,\n1,2\n3,4\n", read({ a: [1, 3], b: [2, 4] }, "columns-empty")],
  ["empty columns at the end", "a,b,,\n1,2,,\n3,4,,\n", read({ a: [1, 3], b: [2, 4] }, "columns-empty")],
  ["an empty column amid", "a,,b\n1,,2\n3,,4\n", read({ a: [1, 3], b: [2, 4] }, "columns-empty")],
  ["a nameless column", "a,b,\n1,2,x\n3,4,\n", read({ a: [1, 3], b: [2, 4], column3: ["x", null] }, "columns-named")],
  ["a nameless column and an empty one", "a,,\n1,x,\n3,y,\n", read({ a: [1, 3], column2: ["x", "y"] }, "columns-empty", "columns-named")],
  ["a name of blanks", "a,  ,b\n1,5,2\n", read({ a: [1], column2: [5], b: [2] }, "columns-named")],
  ["a name that is given already", "column2,,b\n1,5,2\n", read({ column2: [1], "column2 (2)": [5], b: [2] }, "columns-named")],
  ["a nameless first column", '"",a,b\n1,x,5\n2,y,6\n', read({ column1: [1, 2], a: ["x", "y"], b: [5, 6] }, "columns-named")],
  ["row names as R writes them", 'a,b\n"1",5,x\n"2",6,y\n"3",7,z\n', read({ column1: [1, 2, 3], a: [5, 6, 7], b: ["x", "y", "z"] }, "header-short")],
  ["row numbers from 0", "a,b\n0,5,x\n1,6,y\n", read({ column1: [0, 1], a: [5, 6], b: ["x", "y"] }, "header-short")],
  ["row numbers with semicolons", "a;b\n1;5;x\n2;6;y\n", read({ column1: [1, 2], a: [5, 6], b: ["x", "y"] }, "header-short")],
  ["an id and a name missing at the end", "id,name\n1,Ann,5\n2,Ben,6\n", ragged(2, 0)],
  ["row numbers with gaps", "a,b\n5,5,x\n9,6,y\n", ragged(2, 0)],
  ["a header two short", "a\n1,5,x\n2,6,y\n", ragged(2, 0)],
  ["a name twice", "Email,x,Email\na,1,b\n", read({ Email: ["a"], x: [1], "Email (2)": ["b"] }, "columns-renamed")],
  ["a name three times", "q,q,q\n1,2,3\n", read({ q: [1], "q (2)": [2], "q (3)": [3] }, "columns-renamed")],
  ["a name twice beside the new one", "q,q,q (2)\n1,2,3\n", read({ q: [1], "q (3)": [2], "q (2)": [3] }, "columns-renamed")],
  ["a name twice, refused", "q,q\n1,2\n", { code: "duplicate-header", line: 1 }, { duplicates: "error" }],
  ["names that differ in case", "Email,email\na,b\n", read({ Email: ["a"], email: ["b"] })],
  ["nothing but nameless columns", ",,\n1,2,3\n4,5,6\n", read({ 1: [4], 2: [5], 3: [6] })],
  ["quoted names with a line end", '"first\nname",b\nx,1\n', read({ "first\nname": ["x"], b: [1] })],
];

const rows: ExportCase[] = [
  ["blank lines amid", "a,b\n1,2\n\n3,4\n\n\n5,6\n", read({ a: [1, 3, 5], b: [2, 4, 6] }, "rows-empty")],
  ["a blank line below the header", "a,b\n\n1,2\n", read({ a: [1], b: [2] }, "rows-empty")],
  ["a blank line after each", "a,b\n\n1,2\n\n3,4\n\n", read({ a: [1, 3], b: [2, 4] }, "rows-empty")],
  ["blanks amid", "a,b\n1,2\n  \n3,4\n", read({ a: [1, 3], b: [2, 4] }, "rows-empty")],
  ["rows of commas", "a,b\n1,2\n,\n3,4\n,\n,\n", read({ a: [1, 3], b: [2, 4] }, "rows-empty")],
  ["rows of commas at the end", "a,b,c\n1,2,3\n,,\n,,\n", read({ a: [1], b: [2], c: [3] }, "rows-empty")],
  ["rows of commas and blanks", "a,b\n1,2\n , \n3,4\n", read({ a: [1, 3], b: [2, 4] }, "rows-empty")],
  ["rows of more commas", "a,b\n1,2\n,,,,\n3,4\n", read({ a: [1, 3], b: [2, 4] }, "rows-empty")],
  ["rows of semicolons", "a;b\n1;2\n;\n3;4\n", read({ a: [1, 3], b: [2, 4] }, "rows-empty")],
  ["rows of tabs", "a\tb\n1\t2\n\t\n3\t4\n", read({ a: [1, 3], b: [2, 4] }, "rows-empty")],
  ["rows of quotes are rows", 'a,b\n1,2\n"",""\n3,4\n', read({ a: [1, null, 3], b: [2, null, 4] })],
  ["rows of words for missing are rows", "a,b\n1,2\nNA,NA\n3,4\n", read({ a: [1, null, 3], b: [2, null, 4] }), { missing: ["NA"] }],
  ["a row with an empty first field", "a,b\n,2\n3,4\n", read({ a: [null, 3], b: [2, 4] })],
  ["blank lines in one column", "a\n1\n\n3\n", read({ a: [1, null, 3] })],
  ["numbers, an empty row, then text", "a,b\n1.50,2\n,\n2.50,4\nx,5\n", read({ a: ["1.50", "2.50", "x"], b: [2, 4, 5] }, "rows-empty")],
  ["a header and empty rows alone", "a,b\n,\n,\n", read({ a: [], b: [] }, "rows-empty")],
  ["empty rows without a header", ",\n1,2\n,\n3,4\n", read({ column1: [1, 3], column2: [2, 4] }, "rows-empty"), { header: false }],
];

const quotes: ExportCase[] = [
  ["blanks after a closing quote", '"a" ,"b"\n"x" ,"1"\n"y, z" ,"2" \n', read({ a: ["x", "y, z"], b: [1, 2] }, "blanks-around-quotes")],
  ["blanks before an opening quote", 'a, "b"\n1, "x, y"\n2, "z"\n', read({ a: [1, 2], b: ["x, y", "z"] }, "blanks-around-quotes")],
  ["blanks on both sides", ' "a" , "b" \n "1" , "x ""y""" \n', read({ a: [1], b: ['x "y"'] }, "blanks-around-quotes")],
  ["tabs around quotes", 'a,b\n1,\t"x, y"\t\n', read({ a: [1], b: ["x, y"] }, "blanks-around-quotes")],
  ["blanks and a quote that is text", 'a,b\n1, "x" y\n2, 5" z\n', read({ a: [1, 2], b: [' "x" y', ' 5" z'] })],
  ["blanks and a quote that does not close", 'a,b\n1, "x\n2,y\n', read({ a: [1, 2], b: [' "x', "y"] })],
  ["a blank and a quote over lines", 'a,b\n1, "x\ny"\n', read({ a: [1], b: ["x\ny"] }, "blanks-around-quotes")],
  ["text after a quote", 'a,b\n"x" y,2\n', { code: "text-after-quote", line: 2, row: 0 }],
  ["lines in quotes", '"a,b,c"\n"1,x,2"\n"3,y,4"\n', read(ofAbc, "lines-unwrapped")],
  ["lines in quotes, quotes in them doubled", '"a,b"\n"1,""x, y"""\n"3,z"\n', read({ a: [1, 3], b: ["x, y", "z"] }, "lines-unwrapped")],
  ["lines in quotes but for the header", 'a,b\n"1,""x"""\n"3,""y"""\n', read({ a: [1, 3], b: ["x", "y"] }, "lines-unwrapped")],
  ["some lines in quotes", 'a,b\n1,x\n"3,""y, z"""\n', read({ a: [1, 3], b: ["x", "y, z"] }, "lines-unwrapped")],
  ["lines in quotes with semicolons", '"a;b"\n"1,5;x"\n"2,5;y"\n', read({ a: ["1,5", "2,5"], b: ["x", "y"] }, "lines-unwrapped")],
  ["lines in quotes, CR LF", '"a,b"\r\n"1,x"\r\n"3,y"\r\n', read({ a: [1, 3], b: ["x", "y"] }, "lines-unwrapped")],
  ["names in one column", '"Last, First"\n"Smith, Ann"\n"Jones, Ben"\n', read({ "Last, First": ["Smith, Ann", "Jones, Ben"] })],
  ["sentences in one column, quoted", '"comment"\n"Good, fine"\n"Bad"\n', read({ comment: ["Good, fine", "Bad"] })],
  ["a backslash before quotes", 'a,b\n"say \\"hi\\"",1\n"x",2\n', read({ a: ['say "hi"', "x"], b: [1, 2] }, "quotes-escaped")],
  ["a backslash before a quote at the end", 'a,b\n"5\\"",1\n"6\\"",2\n', read({ a: ['5"', '6"'], b: [1, 2] }, "quotes-escaped")],
  ["a backslash before quotes, and delimiters", 'a,b\n"x \\"y, z\\" w",1\n"p",2\n', read({ a: ['x "y, z" w', "p"], b: [1, 2] }, "quotes-escaped")],
  ["a backslash before quotes, semicolons", 'a;b\n"say \\"hi\\"";1\n"x";2\n', read({ a: ['say "hi"', "x"], b: [1, 2] }, "quotes-escaped")],
  ["two backslashes", 'a,b\n"say \\"hi\\"",1\n"C:\\\\",2\n', read({ a: ['say "hi"', "C:\\"], b: [1, 2] }, "quotes-escaped")],
  ["a path that ends in a backslash", 'a,b\n"C:\\",1\n"D:\\",2\n', read({ a: ["C:\\", "D:\\"], b: [1, 2] })],
  ["a path, told", 'a,b\n"C:\\\\",1\n"\\"x\\"",2\n', read({ a: ["C:\\", '"x"'], b: [1, 2] }), { escape: "\\" }],
  ["backslashes outside of quotes", 'a,b\nC:\\x,1\n\\"y,2\n', read({ a: ["C:\\x", '\\"y'], b: [1, 2] })],
  ["backslashes outside of quotes, told", 'a,b\nC:\\x,1\n"D:\\\\y",2\n', read({ a: ["C:\\x", "D:\\y"], b: [1, 2] }), { escape: "\\" }],
  ["a backslash before quotes far below", `a,b\n${'"x",1\n'.repeat(120)}"say \\"hi\\"",2\n`, { code: "text-after-quote", line: 122, row: 120 }],
  ["a backslash before quotes far below, told", `a,b\n${'"x",1\n'.repeat(120)}"say \\"hi\\"",2\n`, read({ a: [...Array<string>(120).fill("x"), 'say "hi"'], b: [...Array<number>(120).fill(1), 2] }), { escape: "\\" }],
  ["inches", 'a,b\n5" disc,1\n7" disc,2\n', read({ a: ['5" disc', '7" disc'], b: [1, 2] })],
];

const plain = "a,b\n1,ü\n2,y\n";
const ofPlain = read({ a: [1, 2], b: ["ü", "y"] });
const encodings: ExportCase[] = [
  ...["latin-1", "latin1", "Latin 1", "iso-8859-1", "ISO8859-1", "iso_8859_1", "cp1252", "CP-1252", "windows1252", "windows-1252", "win1252", "ansi"].map(
    (encoding): ExportCase => [encoding, bytes(plain, "latin1"), ofPlain, { encoding }],
  ),
  ...["utf16", "utf-16", "utf_16", "UTF-16LE", "utf16le", "ucs-2", "unicode"].map((encoding): ExportCase => [encoding, bytes(plain, "utf16le"), ofPlain, { encoding }]),
  ...["utf8", "utf_8", "UTF-8", "utf-8-sig"].map((encoding): ExportCase => [encoding, bytes(`\ufeff${plain}`), ofPlain, { encoding }]),
  ["UTF-16 without a mark", bytes(plain, "utf16le"), ofPlain],
  ["UTF-16, big endian, without a mark", Uint8Array.from(Buffer.from(plain, "utf16le").swap16()), ofPlain],
  ["UTF-16 in Cyrillic without a mark", bytes("id;город\n1;Омск\n2;Уфа\n", "utf16le"), read({ id: [1, 2], город: ["Омск", "Уфа"] })],
  ["Windows-1252 that is not told", bytes(plain, "latin1"), { code: "not-text", line: 2 }],
  ["a zero byte in UTF-8", bytes("a,b\n1,\0x\n"), read({ a: [1], b: ["\0x"] })],
];

/** Every kind of trouble, and files that have it. */
export const exportCases: Readonly<Record<string, readonly ExportCase[]>> = {
  delimiters, "lines above": above, "lines below": below, totals, "second headers": heads, names, "empty rows": rows, quotes, encodings,
};
