package herd.flood;

import herd.protocol.AtLine;
import java.nio.charset.StandardCharsets;

/** The rules of flooding with one of them weakened each. */
class WeakenedRules extends FloodRules {

    WeakenedRules() {
        super(MiniHerd.MAX_FUTURE_NANOS, true);
    }

    /** Rule 2 (c) to (e): what comes first stays. */
    static final class TiesStay extends WeakenedRules {
        @Override
        public int compare(AtLine one, AtLine other) {
            boolean sameTime = one.seconds() == other.seconds() && one.nanos() == other.nanos();
            return sameTime ? 0 : super.compare(one, other);
        }
    }

    /** Rule 1: through double, so that times a few nanoseconds apart are the same. */
    static final class TimesAsDoubles extends WeakenedRules {
        @Override
        public int compare(AtLine one, AtLine other) {
            int order = Double.compare(time(one), time(other));
            if (order == 0) {
                order = Double.compare(receipt(other), receipt(one));
            }
            return order == 0 ? one.toString().compareTo(other.toString()) : order;
        }

        @Override
        public long rank(AtLine line) {
            return 0;
        }

        private static double time(AtLine line) {
            return Math.min(line.seconds() + line.nanos() / 1e9, receipt(line) + 1);
        }

        private static double receipt(AtLine line) {
            return line.receiptSeconds() + line.receiptNanos() / 1e9;
        }
    }

    /** Rule 2 (a). */
    static final class NoLimit extends FloodRules {
        NoLimit() {
            super(Long.MAX_VALUE, true);
        }
    }

    /** Rule 2 (c). */
    static final class LastWitness extends WeakenedRules {
        @Override
        public int compare(AtLine one, AtLine other) {
            boolean sameTime = one.seconds() == other.seconds() && one.nanos() == other.nanos();
            return sameTime ? super.compare(other, one) : super.compare(one, other);
        }
    }

    /** Rule 5: split horizon by origin. */
    static final class NotToTheOrigin extends WeakenedRules {
        @Override
        public boolean tells(RecordView record, long knownBy, int neighbour) {
            return super.tells(record, knownBy, neighbour) && !isOrigin(record, neighbour);
        }

        /** Neighbours' names are not known here; a hash stands for "the origin is this one". */
        private static boolean isOrigin(RecordView record, int neighbour) {
            String line =
                    new String(
                            record.bytes(),
                            record.offset(),
                            record.length(),
                            StandardCharsets.ISO_8859_1);
            return line.split(" ")[1].hashCode() % 4 == neighbour;
        }
    }

    /** Rule 5: no split horizon. */
    static final class ToTheSender extends WeakenedRules {
        @Override
        public boolean tells(RecordView record, long knownBy, int neighbour) {
            return true;
        }
    }

    /** Rule 7: everybody starts at the tail. */
    static final class NoCatchingUp extends WeakenedRules {
        @Override
        public long startAt(boolean theirLifeIsKnown, long begunAt, long tail) {
            return tail;
        }
    }

    /** Rule 7: what was under way is taken for received. */
    static final class ResumeFromWritten extends WeakenedRules {
        @Override
        public long resumeAt(long toldSeq, long sentUpTo) {
            return sentUpTo;
        }
    }

    /** Rule 7: a seq of another life is taken for one of this. */
    static final class CursorKept extends WeakenedRules {
        @Override
        public boolean resumes(
                boolean thisLifeIsKnown, boolean theirLifeIsKnown, long toldSeq, long tail) {
            return toldSeq <= tail;
        }
    }

    /** Rule 7: a neighbour in a new life resumes if it knows this one's. */
    static final class ResumeInNewLife extends WeakenedRules {
        @Override
        public boolean resumes(
                boolean thisLifeIsKnown, boolean theirLifeIsKnown, long toldSeq, long tail) {
            return thisLifeIsKnown && toldSeq <= tail;
        }
    }

    /** Rule 6: a new incarnation does not reset what was applied. */
    static final class AppliedKept extends WeakenedRules {
        @Override
        public long appliedStill(boolean theirLifeIsKnown, long applied) {
            return applied;
        }
    }

    /** Rule 4: who knew the old version is taken to know the new one. */
    static final class KnownByKept extends WeakenedRules {
        @Override
        public long knownByWhenStored(long knownByBefore, long teller) {
            return knownByBefore | teller;
        }
    }

    /** Rule 7: a neighbour that starts again is taken to know what it knew. */
    static final class KnownByNotVoid extends WeakenedRules {
        @Override
        public boolean forgetsKnownBy() {
            return false;
        }
    }

    /** Rule 4: an equal copy says nothing of its teller. */
    static final class NoImpliedAck extends WeakenedRules {
        @Override
        public long knownByWhenEqual(long knownBy, long teller) {
            return knownBy;
        }
    }

    /** Rule 8: compares whatever is under way, and repairs at once. */
    static final class AuditTooEarly extends WeakenedRules {
        @Override
        public boolean isComparable(
                long tail, long sentUpTo, long applied, long theirTail, long theirApplied) {
            return true;
        }
    }

    /** Rule 9: the one that came first goes. */
    static final class EvictByArrival extends WeakenedRules {
        @Override
        public long evictionKey(long rank, long seq) {
            return seq;
        }
    }
}
