package herd.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The report for build servers. */
class JunitXmlTest {

    @Test
    void anyMessageMakesAReportThatCanBeRead() throws Exception {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 300; c++) {
            all.append(c);
        }
        String hostile = all + "\ud800 ]]> &amp; \uffff";
        ConformanceCase tried =
                ConformanceKit.of(Target.of(InetSocketAddress.createUnresolved("nowhere", 1)))
                        .allCases()
                        .get(0);
        Outcome failed =
                new Outcome(
                        tried,
                        Optional.empty(),
                        Optional.of(new Violation("sent", hostile, "came")),
                        Duration.ofMillis(5));
        Outcome leftOut =
                new Outcome(tried, Optional.of("\0 why"), Optional.empty(), Duration.ZERO);
        String xml = JunitXml.report("a <suite>", List.of(failed, leftOut));
        Element suite =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.US_ASCII)))
                        .getDocumentElement();
        assertEquals("a <suite>", suite.getAttribute("name"));
        assertEquals("2", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals("1", suite.getAttribute("skipped"));
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertEquals(true, failure.getTextContent().contains("\\x00\\x01"));
        assertEquals(true, failure.getTextContent().contains("<=>?@AB"));
    }
}
