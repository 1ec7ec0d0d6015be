/** Herds as parameters of JUnit's tests. The only package that knows of JUnit. */
package herd.testkit.junit;
