package dev.parley.system.contract;

import dev.parley.system.fixture.OnStack;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The scenarios of the class run once for each client; its constructor takes the client. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@OnStack
@ParameterizedClass(name = "{0}")
@EnumSource(Client.class)
@interface ForEveryClient {}
