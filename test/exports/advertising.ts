import { around, day, type Draw, grouped, iso, made, money, often, two, type ToolExport } from "./tool-export.ts";

const sum = (rows: readonly (readonly string[])[], c: number): number => rows.reduce((total, row) => total + (Number(row[c].replace(/[,%]/g, "")) || 0), 0);

/** Exports of advertising, analytics and app stores. */
export const advertising: readonly ToolExport[] = [
  made({
    name: "Google Ads campaigns", rows: 90, groups: 3,
    cells: {
      "Campaign status": ({ below }) => (below(4) === 0 ? "Paused" : "Enabled"),
      Campaign: ({ row, one }) => `${one(["Brand", "Generic", "Remarketing"])} | ${one(["DE", "AT", "CH"])} | ${row}`,
      Budget: (draw) => money(around(draw, [1000, 4000, 15000])),
      "Budget name": () => "--",
      "Budget type": () => "Daily",
      Status: ({ below }) => ["Eligible", "Eligible", "Paused", "Eligible (Limited)"][below(4)],
      "Status reasons": ({ below }) => (below(3) === 0 ? "limited by budget" : "--"),
      "Optimization score": ({ below }) => (below(4) === 0 ? "--" : `${60 + below(40)}.${below(10)}%`),
      "Campaign type": (draw) => often(draw, ["Display", "Search", "Shopping"]),
      "Avg. CPC": (draw) => money(around(draw, [12, 55, 130])),
      "Bid strategy type": (draw) => often(draw, ["Manual CPC", "Target CPA", "Target ROAS"]),
      "Currency code": () => "EUR",
      Clicks: (draw) => grouped(around(draw, [90, 700, 5200]), ","),
      "Impr.": (draw) => grouped(around(draw, [80000, 9000, 60000]), ","),
      CTR: (draw) => `${money(around(draw, [12, 750, 860]))}%`,
      Cost: (draw) => money(around(draw, [1100, 39000, 670000]), ".", ","),
      Conversions: (draw) => money(around(draw, [100, 2800, 21000]), ".", ","),
      "Cost / conv.": (draw) => (draw.below(8) === 0 ? "--" : money(around(draw, [1100, 1390, 3190]))),
      "Search impr. share": (draw) => (draw.type === 0 ? " --" : draw.below(5) === 0 ? "< 10%" : `${money(around(draw, [0, 4400, 6200]))}%`),
    },
    around: (lines, line, rows) => {
      const total = (label: string, part: number): string => line([
        `Total: ${label}`, "--", "--", "--", "--", "--", "--", "--", "--", "0.93", "--", "EUR", grouped(Math.round(part * sum(rows, 12)), ","),
        grouped(Math.round(part * sum(rows, 13)), ","), "2.10%", money(Math.round(part * 100 * sum(rows, 15)), ".", ","), money(Math.round(part * 100 * sum(rows, 16)), ".", ","), "21.90", "--",
      ]);
      return ["Campaign report", '"May 1, 2024 - May 31, 2024"', ...lines, total("Campaigns", 1), total("Account", 1), total("Search", 0.25), total("Display", 0.125), total("Shopping", 0.625)];
    },
  }),
  made({
    name: "Meta Ads sets", rows: 110, groups: 3, quotes: "needed",
    cells: {
      "Reporting starts": () => "2024-05-01",
      "Reporting ends": () => "2024-05-31",
      "Ad set name": ({ row, one }) => `${one(["Lookalike", "Interest", "Broad"])} ${one(["25-34", "35-44"])} #${row}`,
      "Ad set delivery": ({ below }) => ["active", "inactive", "not_delivering"][below(3)],
      "Ad set budget": (draw) => String(around(draw, [10, 40, 200])),
      "Ad set budget type": () => "Daily",
      "Attribution setting": () => "7-day click or 1-day view",
      Results: (draw) => (draw.below(9) === 0 ? "" : String(around(draw, [4, 60, 900]))),
      "Result indicator": (draw) => often(draw, ["actions:link_click", "actions:offsite_conversion.fb_pixel_purchase", "reach"]),
      Reach: (draw) => String(around(draw, [3000, 20000, 240000])),
      Impressions: (draw) => String(around(draw, [4000, 61000, 400000])),
      "Cost per results": (draw) => (draw.below(9) === 0 ? "" : `${around(draw, [21, 9, 3])}.${10000000 + draw.below(89999999)}`),
      "Amount spent (EUR)": (draw) => money(around(draw, [9000, 52000, 280000])),
      Ends: (draw) => (draw.below(3) > 0 ? "Ongoing" : iso(6, draw)),
      Frequency: (draw) => `${draw.type + 1}.${10000 + draw.below(89999)}`,
      "CPM (cost per 1,000 impressions) (EUR)": (draw) => `${around(draw, [22, 8, 7])}.${100000 + draw.below(899999)}`,
      "Link clicks": (draw) => String(around(draw, [40, 900, 2100])),
      "Quality ranking": ({ below }) => ["-", "Average", "Above average"][below(3)],
    },
    around: ([header, ...lines], line, rows) => {
      const total = (c: number): string => String(sum(rows, c));
      const summary = ["2024-05-01", "2024-05-31", "", "", "0", "0", "7-day click or 1-day view", "", "", total(9), total(10), "", sum(rows, 12).toFixed(2), "", "2.1", "9.1", total(16), ""];
      return [header, line(summary), ...lines];
    },
  }),
  made({
    name: "Google Analytics 4 exploration", rows: 130, groups: 3,
    cells: {
      "Session source / medium": ({ row, one }) => `${one(["google", "newsletter", "partner", "bing"])}${row % 3 === 0 ? row : ""} / ${one(["organic", "cpc", "email", "referral"])}`,
      "Device category": (draw) => often(draw, ["mobile", "desktop", "tablet"]),
      "First user default channel group": (draw) => often(draw, ["Organic Search", "Paid Search", "Email"]),
      "Active users": (draw) => String(around(draw, [30, 400, 2600])),
      Sessions: (draw) => String(around(draw, [40, 500, 4100])),
      "Engaged sessions": (draw) => String(around(draw, [12, 310, 3500])),
      "Average engagement time per active user": (draw) => `${around(draw, [14, 55, 160])}.${100000000000 + draw.below(89999999)}`,
      "Event count": (draw) => String(around(draw, [200, 3100, 36000])),
      "Key events": (draw) => String(draw.type === 0 ? 0 : around(draw, [0, 6, 80])),
      "Total revenue": (draw) => (draw.type === 0 ? "0" : money(around(draw, [0, 21000, 340000]))),
    },
    around: ([header, ...lines], line, rows) => [
      "# ----------------------------------------", "# Free form 1", "# Account: Fen", "# Property: Fen shop - GA4", "# 20240501-20240531", "# ----------------------------------------", "",
      header, line(["", "", "", ...[3, 4, 5].map((c) => String(sum(rows, c))), "71.5", ...[7, 8].map((c) => String(sum(rows, c))), sum(rows, 9).toFixed(2), "Grand total"]), ...lines,
    ],
  }),
  made({
    name: "App Store subscriptions", rows: 150, groups: 3, delimiter: "\t",
    cells: {
      "App Name": () => "Fen Tea Timer",
      "App Apple ID": () => "1550012345",
      "Subscription Name": (draw) => often(draw, ["Monthly", "Yearly", "Family"]),
      "Subscription Apple ID": ({ type }) => ["1560000001", "1560000002", "1560000003"][type],
      "Subscription Group ID": () => "20770123",
      "Standard Subscription Duration": (draw) => ["1 Month", "1 Year", "1 Year"][draw.type],
      "Promotional Offer Name": () => " ",
      "Customer Price": (draw) => ["3.99", "29.99", "49.99"][draw.type],
      "Customer Currency": () => "EUR",
      "Developer Proceeds": (draw) => ["2.79", "20.99", "34.99"][draw.type],
      "Proceeds Currency": () => "EUR",
      "Preserved Pricing": () => " ",
      "Proceeds Reason": (draw) => (draw.below(3) === 0 ? "Rate After One Year" : " "),
      Client: () => " ",
      Device: (draw) => often(draw, ["iPhone", "iPad", "iPhone"]),
      State: ({ one }) => one(["Bayern", "Wien", " "]),
      Country: ({ one }) => one(["DE", "AT", "FR"]),
      "Active Standard Price Subscriptions": (draw) => String(around(draw, [900, 160, 40])),
      "Active Free Trial Introductory Offer Subscriptions": (draw) => String(around(draw, [120, 10, 2])),
      "Billing Retry": (draw) => String(draw.below(9)),
      "Grace Period": (draw) => String(draw.below(4)),
    },
  }),
  made({
    name: "Google Play reviews", rows: 150, groups: 3,
    cells: {
      "Package Name": () => "org.example.teatimer",
      "App Version Code": ({ type, below }) => (below(9) === 0 ? "" : ["210", "305", "402"][type]),
      "App Version Name": ({ type, below }) => (below(9) === 0 ? "" : ["2.1.0", "3.0.5", "4.0.2"][type]),
      "Reviewer Language": (draw) => often(draw, ["de", "en", "fr"]),
      Device: ({ one }) => one(["a52q", "oriole", "beyond1", "cheetah", "raven"]),
      "Review Submit Date and Time": (draw) => `${iso(2 + 3 * draw.type, draw)}T${two(draw.below(24))}:15:00Z`,
      "Review Submit Millis Since Epoch": ({ type, below }) => String(1_706_800_000_000 + 7_776_000_000 * type + below(2_000_000_000)),
      "Review Last Update Date and Time": (draw) => `${iso(2 + 3 * draw.type, draw)}T${two(draw.below(24))}:15:00Z`,
      "Review Last Update Millis Since Epoch": ({ type, below }) => String(1_706_800_000_000 + 7_776_000_000 * type + below(2_000_000_000)),
      "Star Rating": ({ type, below }) => String([1, 3, 5][type] + (type === 1 ? below(2) : 0)),
      "Review Title": ({ below }) => (below(12) === 0 ? "Nice" : ""),
      "Review Text": ({ row, one, below }) => (below(3) === 0 ? "" : `${one(["Crashes", "Good", "Love it"])}, since update ${row}. "Really"\nso.`),
      "Developer Reply Date and Time": (draw) => (draw.type === 0 ? `${iso(3, draw)}T10:15:00Z` : ""),
      "Developer Reply Millis Since Epoch": ({ type, below }) => (type === 0 ? String(1_709_800_000_000 + below(2_000_000_000)) : ""),
      "Developer Reply Text": ({ type, row }) => (type === 0 ? `Thank you, reviewer ${row}` : ""),
      "Review Link": (draw: Draw) => `https://play.example.com/console/review?id=${draw.row}${day(1, draw)[2]}`,
    },
    encode: (text) => Uint8Array.from(Buffer.from(`\ufeff${text}`, "utf16le")),
  }),
];
