package herd.testkit.proof;

import herd.flood.FloodRules;
import herd.flood.RecordView;
import herd.protocol.AtLine;
import java.nio.charset.StandardCharsets;

/** The product's rules of flooding under a herd's settings, to be weakened. */
class WeakFlood extends FloodRules {
    WeakFlood(Setup setup) {
        super(setup.settings().maxFuture().toNanos(), setup.settings().sync());
    }

    static boolean isTie(AtLine one, AtLine other) {
        return one.seconds() == other.seconds() && one.nanos() == other.nanos();
    }

    static boolean isSameReceipt(AtLine one, AtLine other) {
        return one.receiptSeconds() == other.receiptSeconds()
                && one.receiptNanos() == other.receiptNanos();
    }

    double time(AtLine line) {
        double receipt = line.receiptSeconds() + line.receiptNanos() / 1e9;
        return Math.min(line.seconds() + line.nanos() / 1e9, receipt + maxFutureSeconds());
    }

    private double maxFutureSeconds() {
        return 3600.0 * 24;
    }

    static String text(AtLine line) {
        return text(line.bytes(), line.offset(), line.length());
    }

    static String text(RecordView record) {
        return text(record.bytes(), record.offset(), record.length());
    }

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
