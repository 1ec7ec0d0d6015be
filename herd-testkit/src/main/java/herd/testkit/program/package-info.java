/**
 * What the testkit's programs have in common: how they are told what to do, and
 * how they show bytes. Knows of no herd.
 */
package herd.testkit.program;
