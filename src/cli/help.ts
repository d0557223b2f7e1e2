/** What `--help` prints: 24 lines of 80 columns. */
export const help = `Turns a table of customers into named, explained segments.

  npx audience-segmentation customers.csv --report segments.html
  npx audience-segmentation customers.csv --k 4..8 --model model.json
  npx audience-segmentation june.csv --predict model.json --labels labels.csv

The table: FILE.csv or FILE.csv.gz; - or nothing is standard input. --version
  --delimiter ";"   --decimal ","   --encoding windows-1252
Columns, A,B or the option again:
  --columns A,B (only these)   --weights A   --id A,B (kept in the labels)
  --numeric A,B   --categorical A,B (one may be both)   --date A=dmy|mdy|ymd
  --missing A=0|mean|median|mode|category|drop   --missing-word "n/a"
  --transform A=log1p|sqrt|rank   --winsorise A=0.01..0.99
  --recipe FILE.json (all that, labels and orders; or one that --model wrote)
Segments:
  --k auto|5|2..10   --min-share 0.05   --method ward-kmeans|ward|kmeans
  --choose dendrogram|height-gap|calinski-harabasz|davies-bouldin|silhouette|
           elbow|gap   --scaling column|feature (a category weighs as a number)
  --effort fast|balanced|thorough   --seed 42
Results, beside the summary:
  --report FILE.html|.md   --labels FILE.csv   --model FILE.json   --json
  --question "channel->minutes_watched"   --predict FILE.json (place the rows)
`;
