package dev.parley.protocol.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.ProtocolLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Frames as JSON: the proto3 mapping, but stricter in (one kind, no duplicate keys, bounded depth,
 * no lone surrogates) and with 64-bit numbers written as numbers, which they can be because they
 * stay below 2^53.
 */
final class JsonFrames {
  static final int MAX_DEPTH = 8;
  private static final int MAX_NAME_CHARS = 64;
  private static final int MAX_NUMBER_CHARS = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME_CHARS)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .maxStringLength(ProtocolLimits.FRAME_MAX_BYTES * 16)
                  .build())
          .build();

  private JsonFrames() {}

  static byte[] write(Message frame) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      writeMessage(json, frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static <B extends Message.Builder> B read(byte[] bytes, B builder) throws FrameException {
    // Jackson repairs or guesses at some malformed UTF-8; the protocol wants it refused.
    CharBuffer text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new FrameException(ErrorCode.BAD_FRAME, "frame: not valid UTF-8");
    }
    try (JsonParser json =
        FACTORY.createParser(text.array(), text.arrayOffset(), text.remaining())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw bad("frame", "one JSON object");
      }
      readKind(json, builder);
      if (json.nextToken() != null) {
        throw bad("frame", "nothing after the JSON object");
      }
      return builder;
    } catch (IOException e) {
      throw new FrameException(
          ErrorCode.BAD_FRAME,
          "frame: malformed JSON (expected: one object, no key twice, at most "
              + MAX_DEPTH
              + " deep)");
    }
  }

  private static void readKind(JsonParser json, Message.Builder builder)
      throws IOException, FrameException {
    if (json.nextToken() != JsonToken.FIELD_NAME) {
      throw bad("frame", "exactly one kind, this is empty");
    }
    FieldDescriptor kind = fieldOf(builder, json.currentName());
    if (kind == null) {
      throw new FrameException(
          ErrorCode.UNKNOWN_KIND, "frame: unknown kind (expected: a kind this server knows)");
    }
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw bad(kind.getJsonName(), "an object");
    }
    Message.Builder body = builder.newBuilderForField(kind);
    readMessage(json, body);
    builder.setField(kind, body.build());
    if (json.nextToken() != JsonToken.END_OBJECT) {
      throw bad("frame", "exactly one kind");
    }
  }

  private static void readMessage(JsonParser json, Message.Builder builder)
      throws IOException, FrameException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      FieldDescriptor field = fieldOf(builder, json.currentName());
      JsonToken value = json.nextToken();
      if (field == null) {
        json.skipChildren(); // a field of a newer client; protobuf readers skip those as well
      } else if (value != JsonToken.VALUE_NULL) { // proto3 JSON: null is the same as missing
        readField(json, builder, field, value);
      }
    }
  }

  private static void readField(
      JsonParser json, Message.Builder builder, FieldDescriptor field, JsonToken value)
      throws IOException, FrameException {
    if (field.isRepeated()) {
      if (value != JsonToken.START_ARRAY) {
        throw bad(field.getJsonName(), "an array");
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        builder.addRepeatedField(field, readValue(json, builder, field));
      }
    } else {
      if (field.getContainingOneof() != null
          && builder.getOneofFieldDescriptor(field.getContainingOneof()) != null) {
        throw bad(field.getJsonName(), "only one of " + field.getContainingOneof().getName());
      }
      builder.setField(field, readValue(json, builder, field));
    }
  }

  private static Object readValue(JsonParser json, Message.Builder parent, FieldDescriptor field)
      throws IOException, FrameException {
    JsonToken token = json.currentToken();
    String name = field.getJsonName();
    return switch (field.getJavaType()) {
      case LONG -> number(json, name, ProtocolLimits.NUMBER_MAX);
      case INT -> (int) number(json, name, Integer.MAX_VALUE);
      case BOOLEAN -> {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
          throw bad(name, "true or false");
        }
        yield json.getBooleanValue();
      }
      case STRING -> string(json, name);
      case BYTE_STRING -> Base64Field.read(string(json, name), name);
      case MESSAGE -> {
        if (token != JsonToken.START_OBJECT) {
          throw bad(name, "an object");
        }
        Message.Builder child = parent.newBuilderForField(field);
        readMessage(json, child);
        yield child.build();
      }
      default -> throw new IllegalStateException("the frame schema uses no " + field.getJavaType());
    };
  }

  private static String string(JsonParser json, String name) throws IOException, FrameException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw bad(name, "a string");
    }
    String value = json.getText();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw bad(name, "no lone surrogate"); // UTF-8 can't carry it, so it can't be stored
      } else if (c == 0) {
        throw bad(name, "no NUL");
      }
    }
    return value;
  }

  private static long number(JsonParser json, String name, long max)
      throws IOException, FrameException {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_STRING) {
      throw bad(name, "a whole number");
    }
    long value;
    try {
      value = Long.parseLong(json.getText());
    } catch (NumberFormatException e) {
      throw bad(name, "a whole number from 0 to " + max);
    }
    if (value < 0 || value > max) {
      throw bad(name, "a whole number from 0 to " + max);
    }
    return value;
  }

  private static void writeMessage(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        json.writeArrayFieldStart(field.getJsonName());
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
          writeValue(json, field, message.getRepeatedField(field, i));
        }
        json.writeEndArray();
      } else if (!field.hasPresence() || message.hasField(field)) {
        json.writeFieldName(field.getJsonName());
        writeValue(json, field, message.getField(field));
      }
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, FieldDescriptor field, Object value)
      throws IOException {
    switch (field.getJavaType()) {
      case LONG -> json.writeNumber((long) value);
      case INT -> json.writeNumber((int) value);
      case BOOLEAN -> json.writeBoolean((boolean) value);
      case STRING -> json.writeString((String) value);
      case BYTE_STRING -> json.writeString(Base64Field.write(value));
      case MESSAGE -> writeMessage(json, (Message) value);
      default -> throw new IllegalStateException("the frame schema uses no " + field.getJavaType());
    }
  }

  private static @Nullable FieldDescriptor fieldOf(Message.Builder builder, String jsonName) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (field.getJsonName().equals(jsonName)) {
        return field;
      }
    }
    return null;
  }

  private static FrameException bad(String name, String rule) {
    return new FrameException(ErrorCode.BAD_FRAME, name + ": (expected: " + rule + ")");
  }
}
