package herd.testkit.conformance;

import java.util.ArrayList;
import java.util.List;

/** The cases in order, as the groups add them: a case's number is its place. */
final class CaseList {

    private final List<Entry> entries = new ArrayList<>();

    /** One case, of whichever kit. */
    record Entry(int number, String sentence, String title, Need need, Check check) {}

    void add(String sentence, String title, Check check) {
        add(sentence, title, Need.NOTHING, check);
    }

    void add(String sentence, String title, Need need, Check check) {
        entries.add(new Entry(entries.size() + 1, sentence, title, need, check));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** All there are. */
    static CaseList all() {
        CaseList list = new CaseList();
        ConversationCases.addTo(list);
        OrderCases.addTo(list);
        CutCases.addTo(list);
        HalfCloseCases.addTo(list);
        PressureCases.addTo(list);
        LineCases.addTo(list);
        LineTable.addTo(list);
        IamatCases.addTo(list);
        DifferenceCases.addTo(list);
        NewestCases.addTo(list);
        WhatsatCases.addTo(list);
        TroubleCases.addTo(list);
        InvalidCases.addTo(list);
        HerdCases.addTo(list);
        HandshakeCases.addTo(list);
        LinkCases.addTo(list);
        FloodCases.addTo(list);
        return list;
    }
}
