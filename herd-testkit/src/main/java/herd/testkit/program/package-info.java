/** What the testkit's programs have in common: how they are told what to do. Knows of no herd. */
package herd.testkit.program;
