package io.ztoq.report;

import com.samskivert.mustache.Mustache;
import io.ztoq.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/**
 * The report as one HTML file with pictures, readable without a network and, apart from the
 * pictures, without scripts. Everything that came from outside is escaped: as HTML by the template,
 * as JSON for the pictures here.
 */
final class HtmlReport {

  private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private final RunReport report;

  HtmlReport(RunReport report) {
    this.report = report;
  }

  String render() {
    Map<String, Object> page = new HtmlPage(report).content();
    page.put("style", resource("report.css"));
    page.put("charts", forScript(Json.write(new HtmlCharts(report).content())));
    page.put("script", resource("report.js"));
    page.put("chartLibrary", chartLibrary());
    return Mustache.compiler()
        .escapeHTML(true)
        .nullValue("")
        .emptyStringIsFalse(true)
        .zeroIsFalse(true)
        .compile(resource("report.html"))
        .execute(page);
  }

  /**
   * JSON that can stand inside a script element: it can neither end the element nor begin a
   * comment.
   */
  static String forScript(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String chartLibrary() {
    Properties webjar = new Properties();
    try (InputStream properties = HtmlReport.class.getResourceAsStream(WEBJAR)) {
      webjar.load(properties);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    String path = "/META-INF/resources/webjars/chart.js/%s/dist/chart.umd.min.js";
    return resource(path.formatted(webjar.getProperty("version")))
        .replace("</script", "<\\/script");
  }

  private static String resource(String name) {
    try (InputStream content = HtmlReport.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new IllegalStateException(name + " is missing in the jar");
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
