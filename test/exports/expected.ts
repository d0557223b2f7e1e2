import type { LeftOut } from "../../src/table/id-like.ts";

/** What is right of an export. */
export interface Expected {
  /** What its message asks for, where it is refused without, and the code of that error. */
  readonly option?: { readonly encoding?: string; readonly missingWords?: readonly string[] };
  readonly refused?: string;
  /** The columns that make segments, and those that do not, by the reason. */
  readonly features: readonly string[];
  readonly out: Readonly<Partial<Record<LeftOut["why"], readonly string[]>>>;
  /** What is told when the file is read. */
  readonly told: readonly string[];
  /** The day that dates are counted back from. */
  readonly asOf: string | undefined;
  /** Some cells: the column, the row, what is written there, and what it is. */
  readonly values: readonly (readonly [column: string, row: number, written: string | number, value: number])[];
}

/** By the name of the export. */
export const expected: Readonly<Record<string, Expected>> = {
  "Shopify orders": {
    features: ["Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku", "Billing City", "Billing Province", "Billing Country", "Notes", "Payment Method", "Risk Level", "Source"],
    out: { id: ["Name", "Payment Reference", "Id", "Payment ID"], person: ["Email", "Billing Name", "Billing Street", "Billing Address1", "Billing Zip", "Billing Phone"], constant: ["Lineitem requires shipping", "Refunded Amount", "Vendor"], empty: ["Billing Address2", "Note Attributes", "Cancelled at", "Tags"], text: ["Billing Company"] },
    told: [], asOf: "2024-05-28",
    values: [["Paid at", 4, "2024-05-02 05:56:56 +0200", 26], ["Subtotal", 4, 375.9, 375.9]],
  },
  "Shopify customers": {
    features: ["Accepts Email Marketing", "Default Address City", "Default Address Province Code", "Accepts SMS Marketing", "Total Spent", "Total Orders", "Tags"],
    out: { id: ["Customer ID", "Note"], person: ["First Name", "Last Name", "Email", "Default Address Address1", "Default Address Address2", "Default Address Zip", "Default Address Phone", "Phone"], text: ["Default Address Company"], constant: ["Default Address Country Code", "Tax Exempt"] },
    told: [], asOf: undefined,
    values: [["Total Spent", 4, 219.84, 219.84]],
  },
  "WooCommerce orders": {
    features: ["Date", "N. Revenue (formatted)", "Status", "Customer type", "Items sold", "Coupon(s)", "N. Revenue", "Attribution"],
    out: { id: ["Order #"], person: ["Customer"], text: ["Product(s)"] },
    told: [], asOf: "2024-05-28",
    values: [["Date", 4, "2024-03-13 22:42:11", 76], ["N. Revenue (formatted)", 4, "$145.04", 145.04], ["Items sold", 4, 3, 3]],
  },
  "Adobe Commerce customers": {
    features: ["Country", "State/Province", "Customer Since", "Account Created in", "Date of Birth", "Gender", "City"],
    out: { id: ["ID", "Tax VAT Number"], person: ["Name", "Email", "Phone", "ZIP", "Billing Address", "Shipping Address", "Street Address", "Company", "Billing Firstname", "Billing Lastname"], clustering: ["Group"], constant: ["Web Site", "Confirmed email", "Account Lock"], empty: ["Fax", "VAT Number"] },
    told: [], asOf: "2024-02-28",
    values: [["Customer Since", 4, "Feb 1, 2024, 6:42:59 AM", 27]],
  },
  "a German shop": {
    option: { encoding: "windows-1252" }, refused: "not-text",
    features: ["Anrede", "Ort", "Kunde seit", "Bestellungen", "Umsatz brutto", "Retourenquote", "Zahlart", "Newsletter"],
    out: { id: ["Kd.-Nr."], person: ["Vorname", "Nachname", "Straße", "PLZ", "Tel."], text: ["Bemerkung"] },
    told: ["totals-left-out"], asOf: "2024-05-28",
    values: [["Kunde seit", 4, "12.05.2024", 16], ["Bestellungen", 4, 28, 28], ["Umsatz brutto", 4, "4.190,04", 4190.04], ["Retourenquote", 4, "4,47 %", 0.0447]],
  },
  "a Brazilian shop": {
    features: ["Cidade", "UF", "Última compra", "Pedidos", "Total gasto", "Ticket médio", "Forma de pagamento", "Aceita e-mail"],
    out: { id: ["Código do cliente", "CPF", "Celular"], person: ["Cliente", "E-mail", "CEP"] },
    told: [], asOf: "2024-05-28",
    values: [["Última compra", 4, "08/02/2024", 110], ["Pedidos", 4, 3, 3], ["Total gasto", 4, "R$ 248,40", 248.4], ["Ticket médio", 4, "R$ 88,80", 88.8]],
  },
  "a Swedish shop": {
    features: ["Ort", "Senaste köp", "Antal order", "Omsättning", "Rabatt", "Nyhetsbrev", "Kanal"],
    out: { id: ["Kundnummer"], person: ["Förnamn", "Efternamn", "E-post", "Telefon", "Adress", "Postnummer"] },
    told: ["lines-above", "totals-left-out"], asOf: "2024-09-28",
    values: [["Senaste köp", 4, "2024-09-15", 13], ["Antal order", 4, 39, 39], ["Omsättning", 4, "21 970,00 kr", 21970], ["Rabatt", 4, "10 %", 0.1]],
  },
  "Mailchimp audience": {
    features: ["Interests", "MEMBER_RATING", "OPTIN_TIME", "CONFIRM_TIME", "LATITUDE", "LONGITUDE", "CC", "REGION", "LAST_CHANGED", "TAGS"],
    out: { person: ["Email Address", "First Name", "Last Name", "Address", "Phone Number"], id: ["Birthday", "LEID", "EUID"], text: ["OPTIN_IP", "CONFIRM_IP", "NOTES"], constant: ["GMTOFF", "DSTOFF", "TIMEZONE"] },
    told: [], asOf: "2024-11-28",
    values: [["MEMBER_RATING", 4, 2, 2], ["OPTIN_TIME", 4, "2024-02-28 06:43:54", 274]],
  },
  "Klaviyo profiles": {
    option: { missingWords: ["Never"] }, refused: "mixed-kinds",
    features: ["City", "State / Region", "Date Added", "Last Active", "Last Open", "Last Click", "Email Marketing Consent", "Email Marketing Consent Timestamp", "SMS Marketing Consent", "Historic Customer Lifetime Value", "Predicted Customer Lifetime Value", "Historic Number Of Orders", "Predicted Number Of Orders", "Average Days Between Orders", "Average Order Value", "Churn Risk Prediction", "Expected Date Of Next Order", "Source"],
    out: { person: ["Email", "First Name", "Last Name", "Phone Number", "Address", "Zip Code"], id: ["Klaviyo ID"], empty: ["Organization", "Title", "Address 2"], constant: ["Country"] },
    told: [], asOf: "2024-12-28",
    values: [["Date Added", 4, "2024-01-12 00:22:10", 351], ["Historic Customer Lifetime Value", 4, 23.44, 23.44]],
  },
  "HubSpot contacts": {
    features: ["Last Activity Date", "Lead Status", "Marketing contact status", "Create Date", "Lifecycle Stage", "Original Source", "Number of Pageviews", "Number of Sessions", "Number of Form Submissions", "Annual Revenue", "Number of Employees", "Job Title", "Country/Region"],
    out: { id: ["Record ID", "Associated Company IDs"], person: ["First Name", "Last Name", "Email", "Phone Number", "Contact owner", "Associated Company"], text: ["Associated Note"] },
    told: [], asOf: "2024-10-28",
    values: [["Last Activity Date", 4, "2024-10-21 18:45", 7], ["Number of Pageviews", 4, 120, 120]],
  },
  "Salesforce contacts report": {
    features: ["Salutation", "Title", "Mailing City", "Mailing State/Province", "Lead Source", "Last Activity", "Annual Revenue", "Employees", "Type"],
    out: { person: ["First Name", "Last Name", "Account Name", "Mailing Street", "Mailing Zip/Postal Code", "Phone", "Mobile", "Email", "Account Owner"], constant: ["Mailing Country", "Annual Revenue Currency"], empty: ["Fax"], id: ["Contact ID"] },
    told: ["lines-below"], asOf: "2024-07-28",
    values: [["Last Activity", 4, "4/18/2024", 101], ["Annual Revenue", 4, 3400000, 3400000]],
  },
  "Zendesk tickets": {
    features: ["Requester domain", "Tags", "Status", "Priority", "Via", "Ticket type", "Created at", "Updated at", "Solved at", "Resolution time", "Satisfaction Score", "Reopens", "Replies", "First reply time in minutes", "First resolution time in minutes", "Full resolution time in minutes"],
    out: { constant: ["Summation column", "On hold time in minutes"], id: ["Id", "Requester id", "Subject"], person: ["Requester", "Requester email", "Submitter", "Assignee", "Organization"], empty: ["Requester external id", "Due date"], clustering: ["Group"] },
    told: [], asOf: "2024-06-28",
    values: [["Created at", 4, "2024-05-18 19:22", 41], ["Resolution time", 4, 23.68, 23.68]],
  },
  "an Excel sheet of accounts": {
    features: ["Account manager", "Start date", "Revenue 2023", "Revenue 2024", "Growth", "Balance", "Tier", "Region", "Last contact"],
    out: { id: ["Account"], text: ["Comment"] },
    told: ["rows-empty", "columns-empty"], asOf: "2024-12-28",
    values: [["Start date", 4, "23-Jan-22", 1070], ["Revenue 2023", 4, "15,666 ", 15666], ["Revenue 2024", 4, "17,535 ", 17535], ["Growth", 4, "15%", 0.15]],
  },
  "Google Ads campaigns": {
    features: ["Campaign status", "Budget", "Status", "Status reasons", "Optimization score", "Campaign type", "Avg. CPC", "Bid strategy type", "Clicks", "Impr.", "CTR", "Cost", "Conversions", "Cost / conv.", "Search impr. share"],
    out: { id: ["Campaign"], empty: ["Budget name"], constant: ["Budget type", "Currency code"] },
    told: ["lines-above", "totals-left-out"], asOf: undefined,
    values: [["Budget", 4, 124.8, 124.8], ["Optimization score", 4, "99.7%", 0.997], ["Clicks", 4, "4,186", 4186], ["Impr.", 4, "59,520", 59520]],
  },
  "Meta Ads sets": {
    features: ["Ad set delivery", "Ad set budget", "Results", "Result indicator", "Reach", "Impressions", "Cost per results", "Amount spent (EUR)", "Ends", "Frequency", "CPM (cost per 1,000 impressions) (EUR)", "Link clicks", "Quality ranking"],
    out: { constant: ["Reporting starts", "Reporting ends", "Ad set budget type", "Attribution setting"], id: ["Ad set name"] },
    told: ["totals-left-out"], asOf: undefined,
    values: [["Ad set budget", 4, 48, 48]],
  },
  "Google Analytics 4 exploration": {
    features: ["Session source / medium", "Device category", "First user default channel group", "Active users", "Sessions", "Engaged sessions", "Average engagement time per active user", "Event count", "Key events", "Total revenue"],
    out: {  },
    told: ["lines-above", "totals-left-out"], asOf: undefined,
    values: [["Active users", 4, 2857, 2857]],
  },
  "App Store subscriptions": {
    features: ["Subscription Name", "Standard Subscription Duration", "Customer Price", "Developer Proceeds", "Proceeds Reason", "Device", "State", "Country", "Active Standard Price Subscriptions", "Active Free Trial Introductory Offer Subscriptions", "Billing Retry", "Grace Period"],
    out: { constant: ["App Name", "App Apple ID", "Subscription Group ID", "Customer Currency", "Proceeds Currency"], id: ["Subscription Apple ID"], empty: ["Promotional Offer Name", "Preserved Pricing", "Client"] },
    told: [], asOf: undefined,
    values: [["Customer Price", 4, 3.99, 3.99]],
  },
  "Google Play reviews": {
    features: ["App Version Code", "App Version Name", "Reviewer Language", "Device", "Review Submit Date and Time", "Review Submit Millis Since Epoch", "Review Last Update Date and Time", "Review Last Update Millis Since Epoch", "Star Rating", "Review Title", "Developer Reply Date and Time", "Developer Reply Millis Since Epoch"],
    out: { constant: ["Package Name"], id: ["Review Text", "Developer Reply Text"], person: ["Review Link"] },
    told: [], asOf: "2024-08-28",
    values: [["Review Submit Date and Time", 4, "2024-05-08T12:15:00Z", 112], ["Review Submit Millis Since Epoch", 4, 1714672562728, 1714672562728]],
  },
  "Stripe payments": {
    features: ["Created date (UTC)", "Amount", "Amount Refunded", "Converted Amount", "Fee", "Status", "Card Brand", "Card Funding", "Card Exp Month", "Card Exp Year", "Card Address Country", "Card Issue Country", "plan (metadata)"],
    out: { id: ["id", "Description", "Customer ID", "Card ID", "Card Last4", "Card Address Line1", "Card Fingerprint", "Invoice ID", "Invoice Number", "Payment Intent ID"], constant: ["Seller Message", "Currency", "Converted Amount Refunded", "Taxes On Fee", "Converted Currency", "Mode", "Statement Descriptor", "Captured", "Card CVC Status", "Disputed Amount"], person: ["Customer Description", "Customer Email", "Card Name"], empty: ["Card AVS Zip Status", "Dispute Reason"] },
    told: [], asOf: "2024-08-28",
    values: [["Created date (UTC)", 4, "2024-05-21 18:31:31", 99], ["Amount", 4, 47.63, 47.63]],
  },
  "PayPal activity": {
    features: ["Date", "TimeZone", "Type", "Status", "Gross", "Fee", "Net", "Address Status", "Item Title", "Item ID", "Shipping and Handling Amount", "Sales Tax", "Quantity", "Balance", "Town/City", "Subject", "Balance Impact"],
    out: { id: ["Time", "Transaction ID", "Reference Txn ID", "Invoice Number"], person: ["Name", "From Email Address", "Shipping Address", "Address Line 1", "Zip/Postal Code", "Contact Phone Number"], constant: ["Currency", "To Email Address", "Country", "Country Code"], empty: ["Insurance Amount", "Note"] },
    told: [], asOf: "2024-04-28",
    values: [["Date", 4, "03/28/2024", 31], ["Gross", 4, "1,515.60", 1515.6], ["Fee", 4, -47.98, -47.98], ["Net", 4, "2,030.60", 2030.6], ["Balance", 4, "5,280.04", 5280.04]],
  },
  "SurveyMonkey": {
    features: ["Start Date", "End Date", "How often do you buy tea?", "Where do you hear of us?", "Friends", "Advertising", "How much do you spend in a month?", "How likely are you to recommend us?", "What is your age?"],
    out: { id: ["Respondent ID"], constant: ["Collector ID"], person: ["IP Address"], empty: ["Email Address", "First Name", "Last Name", "Custom Data 1"], text: ["Other (please specify)"] },
    told: ["second-header", "columns-named"], asOf: "2024-05-28",
    values: [["Start Date", 4, "05/21/2024 01:15:20 PM", 7], ["How much do you spend in a month?", 4, 4, 4]],
  },
  "Qualtrics": {
    features: ["StartDate", "EndDate", "Progress", "Duration (in seconds)", "Finished", "RecordedDate", "LocationLatitude", "LocationLongitude", "UserLanguage", "Q1", "Q2_1", "Q2_2", "Q2_3", "Q3"],
    out: { constant: ["Status", "DistributionChannel"], person: ["IPAddress"], id: ["ResponseId"], empty: ["RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference"], text: ["Q4_5_TEXT"] },
    told: ["second-header"], asOf: "2024-05-28",
    values: [["StartDate", 4, "2024-05-27 02:08:23", 1], ["Progress", 4, 100, 100]],
  },
  "Typeform": {
    features: ["How many people live with you?", "Which of these do you drink?", "At home", "At work", "On the way", "How do you like our shop?", "May we write to you?", "Response Type", "Start Date (UTC)", "Submit Date (UTC)"],
    out: { id: ["#", "Network ID"], person: ["First, what's your name?", "And your email, {{field:abc}}?"], empty: ["Other", "Stage Date (UTC)", "Tags"], text: ["Anything else?"] },
    told: [], asOf: "2024-05-28",
    values: [["How many people live with you?", 4, 1, 1], ["Start Date (UTC)", 4, "2024-05-12 16:31:42", 16]],
  },
  "an SAP list": {
    option: { encoding: "windows-1252" }, refused: "not-text",
    features: ["Ort", "Kd.Gr", "VertrBer", "Letzt.Beleg", "Umsatz HW", "Saldo HW", "Anz"],
    out: { id: ["Debitor", "Name 1"], constant: ["Währg"] },
    told: ["lines-above", "lines-below", "columns-empty"], asOf: "2024-10-28",
    values: [["Letzt.Beleg", 4, "10.06.2024", 140], ["Umsatz HW", 4, "      8.181,00", 8181], ["Saldo HW", 4, "       908,84-", -908.84], ["Anz", 4, 12, 12]],
  },
  "a dump of MySQL": {
    features: ["plan", "is_active", "logins", "balance", "created_at", "last_login"],
    out: { id: ["id", "username", "bio", "password_hash"], person: ["email"], text: ["ip"] },
    told: ["quotes-escaped"], asOf: "2024-11-28",
    values: [["logins", 4, 94, 94], ["balance", 4, "156.48", 156.48], ["created_at", 4, "2024-08-21 12:18:02", 99]],
  },
};
