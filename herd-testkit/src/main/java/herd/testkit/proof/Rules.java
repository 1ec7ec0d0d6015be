package herd.testkit.proof;

import herd.engine.Engine;
import herd.flood.FloodRules;
import herd.link.LinkRules;
import herd.testkit.sim.LoopRules;

/** The rules that all servers of a herd go by: the product's, or some with one of them weakened. */
record Rules(FloodRules flood, LinkRules links, LoopRules loop) {

    /** The product's. */
    static Rules ofProduct(Setup setup) {
        return new Rules(Engine.rules(setup.settings()), new LinkRules(), new LoopRules());
    }

    Rules with(FloodRules other) {
        return new Rules(other, links, loop);
    }

    Rules with(LinkRules other) {
        return new Rules(flood, other, loop);
    }

    Rules with(LoopRules other) {
        return new Rules(flood, links, other);
    }
}
