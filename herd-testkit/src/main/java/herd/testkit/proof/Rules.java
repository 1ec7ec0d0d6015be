package herd.testkit.proof;

import herd.engine.Engine;
import herd.flood.FloodRules;
import herd.link.LinkRules;

/** The rules that all servers of a herd go by: the product's, or some with one of them weakened. */
record Rules(FloodRules flood, LinkRules links) {

    /** The product's. */
    static Rules ofProduct(Setup setup) {
        return new Rules(Engine.rules(setup.settings()), new LinkRules());
    }
}
