package com.univocity.parsers.common;

import com.univocity.parsers.csv.CsvFormat;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.*;
import java.util.*;
import java.util.jar.*;
import org.testng.TestNG;

/** Runs uniVocity's own tests, notes each text that its parser of CSV begins to read, reads the texts again, prints the cases as JSON. */
public final class Noting {
  private static final int LONGEST = 100_000;
  private static final Map<String, Object[]> noted = new LinkedHashMap<>();
  private static boolean isNoting = true;

  /** Called where the parser begins. */
  static Reader begin(CommonParserSettings<?> settings, Reader reader) {
    if (!isNoting || !(settings instanceof CsvParserSettings) || reader instanceof LineReader) return reader;
    PushbackReader all = new PushbackReader(reader, LONGEST + 1);
    try {
      char[] text = new char[LONGEST + 1];
      int length = 0;
      for (int read; length < text.length && (read = all.read(text, length, text.length - length)) > 0; ) length += read;
      all.unread(text, 0, length);
      CsvParserSettings own = ((CsvParserSettings) settings).clone();
      String said = new String(text, 0, length);
      synchronized (noted) {
        if (length <= LONGEST) noted.putIfAbsent(said + options(own, own.getFormat()), new Object[] {said, own});
      }
    } catch (IOException | RuntimeException error) {
      return all;
    }
    return all;
  }

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    TestNG tests = new TestNG(false);
    tests.setTestClasses(classesOf(args[0]));
    tests.setOutputDirectory(args[1]);
    tests.run();
    isNoting = false;
    StringJoiner cases = new StringJoiner(",\n", "[", "]");
    for (Object[] one : noted.values()) cases.add(readAgain((String) one[0], (CsvParserSettings) one[1]));
    out.print(cases);
    out.flush();
    System.exit(0);
  }

  private static Class<?>[] classesOf(String jar) throws IOException {
    List<Class<?>> classes = new ArrayList<>();
    try (JarFile file = new JarFile(jar)) {
      for (JarEntry entry : Collections.list(file.entries())) {
        if (!entry.getName().endsWith(".class") || entry.getName().contains("$")) continue;
        try {
          classes.add(Class.forName(entry.getName().replace('/', '.').replace(".class", "")));
        } catch (Throwable error) { // one that needs what is not there
        }
      }
    }
    return classes.toArray(new Class<?>[0]);
  }

  /** All records as they are written: blanks are kept, columns not chosen among, nothing is put in the place of what is missing. */
  private static String readAgain(String text, CsvParserSettings settings) {
    settings.clearInputSpecificSettings();
    settings.setNumberOfRowsToSkip(0);
    settings.setMaxCharsPerColumn(-1);
    settings.trimValues(false);
    settings.trimQuotedValues(false);
    settings.setNullValue(null);
    settings.setEmptyValue("");
    CsvParser parser = new CsvParser(settings);
    try {
      List<String[]> rows = parser.parseAll(new StringReader(text));
      boolean isFound = settings.isDelimiterDetectionEnabled() || settings.isQuoteDetectionEnabled();
      CsvFormat format = isFound ? parser.getDetectedFormat() : settings.getFormat();
      String names = settings.isHeaderExtractionEnabled() ? row(parser.getContext().headers()) : "null";
      StringJoiner all = new StringJoiner(",", "[", "]");
      for (String[] one : rows) all.add(row(one));
      return "{\"text\":" + quote(text) + "," + options(settings, format) + ",\"names\":" + names + ",\"rows\":" + all + "}";
    } catch (RuntimeException error) {
      String said = quote(String.valueOf(error.getMessage()));
      return "{\"text\":" + quote(text) + "," + options(settings, settings.getFormat()) + ",\"error\":" + said + "}";
    }
  }

  private static String options(CsvParserSettings settings, CsvFormat format) {
    return "\"delimiter\":" + quote(format.getDelimiterString()) + ",\"quote\":" + quote("" + format.getQuote())
        + ",\"quoteEscape\":" + quote("" + format.getQuoteEscape()) + ",\"comment\":" + quote("" + format.getComment())
        + ",\"lineEnd\":" + quote(settings.isLineSeparatorDetectionEnabled() ? "" : format.getLineSeparatorString())
        + ",\"header\":" + settings.isHeaderExtractionEnabled() + ",\"keepsQuotes\":" + settings.getKeepQuotes()
        + ",\"keepsEscapes\":" + settings.isKeepEscapeSequences() + ",\"normalizes\":" + settings.isNormalizeLineEndingsWithinQuotes();
  }

  private static String row(String[] cells) {
    StringJoiner all = new StringJoiner(",", "[", "]");
    if (cells != null) for (String cell : cells) all.add(cell == null ? "null" : quote(cell));
    return all.toString();
  }

  private static String quote(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c >= ' ' && c != '"' && c != '\\' && c < 127) json.append(c);
      else json.append(String.format("\\u%04x", (int) c));
    }
    return json.append('"').toString();
  }
}
