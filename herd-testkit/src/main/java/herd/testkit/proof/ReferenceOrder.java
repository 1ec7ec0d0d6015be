package herd.testkit.proof;

import java.math.BigInteger;
import java.util.Comparator;

/**
 * Which of two records of a client replaces the other, written down a second time and as plainly as
 * can be: the greater one does.
 *
 * <p><b>Why.</b> To judge the product by its own comparison would find nothing.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rules 2 and 9.
 */
final class ReferenceOrder implements Comparator<ReferenceLine> {

    private final BigInteger maxFutureNanos;

    ReferenceOrder(long maxFutureNanos) {
        this.maxFutureNanos = BigInteger.valueOf(maxFutureNanos);
    }

    @Override
    public int compare(ReferenceLine one, ReferenceLine other) {
        int order = timeThatCounts(one).compareTo(timeThatCounts(other));
        if (order == 0) {
            order = one.timeNanos().compareTo(other.timeNanos());
        }
        if (order == 0) {
            order = other.receiptNanos().compareTo(one.receiptNanos());
        }
        if (order == 0) {
            order = other.origin().compareTo(one.origin());
        }
        return order == 0 ? one.text().compareTo(other.text()) : order;
    }

    private BigInteger timeThatCounts(ReferenceLine line) {
        return line.timeNanos().min(line.receiptNanos().add(maxFutureNanos));
    }
}
