# frozen_string_literal: true

module Jekyll
  module Letoon
    # A value that has no form outside of Ruby.
    class Unpackable < StandardError; end

    # Values as bytes, as docs/manual/pipe.md of letoon describes them.
    class Packer
      MAX_DEPTH = 100

      # What is packed already.
      Packed = Struct.new(:bytes)

      # numbers: what both ends know by number, by identity; anything else that is no value is
      # written as the name of its class. nil: it is written as nil, and told by strange?
      def initialize(numbers = nil)
        @numbers = numbers
      end

      # Was there anything that is no value?
      def strange?
        @strange ? true : false
      end

      def pack(value)
        out = String.new(:encoding => Encoding::UTF_8)
        put(out, value, 0)
        out
      end

      private

      def put(out, value, depth)
        raise Unpackable, "lists and maps are nested too deeply" if depth > MAX_DEPTH

        case value
        when String  then put_text(out, "S", value)
        when Hash    then put_map(out, value, depth)
        when Array   then put_list(out, value, depth)
        when nil     then out << "N"
        when true    then out << "T"
        when false   then out << "F"
        when Integer then put_integer(out, value)
        when Symbol  then put_text(out, "Y", value.to_s)
        when Time    then put_time(out, value)
        when Float   then put_float(out, value)
        else put_other(out, value)
        end
      end

      def put_text(out, tag, text)
        text = utf8(text) unless text.encoding == Encoding::UTF_8 && text.valid_encoding?
        out << tag << text.bytesize.to_s << ":" << text
      end

      def utf8(text)
        text = text.dup.force_encoding(Encoding::UTF_8) if text.encoding == Encoding::BINARY
        text = text.encode(Encoding::UTF_8)
        raise Unpackable, "a text is no UTF-8" unless text.valid_encoding?

        text
      rescue EncodingError
        raise Unpackable, "a text is no UTF-8"
      end

      def put_map(out, map, depth)
        out << "M" << map.size.to_s << ":"
        map.each do |key, value|
          put(out, key, depth + 1)
          put(out, value, depth + 1)
        end
      end

      def put_list(out, list, depth)
        out << "L" << list.size.to_s << ":"
        list.each { |value| put(out, value, depth + 1) }
      end

      def put_integer(out, value)
        if value.bit_length < 64
          out << "I" << value.to_s << ";"
        else
          put_text(out, "B", value.to_s)
        end
      end

      def put_float(out, value)
        text = if value.nan? then "nan"
               elsif value.infinite? then value.positive? ? "inf" : "-inf"
               else value.to_s
               end
        out << "D" << text << ";"
      end

      def put_time(out, value)
        out << "C" << value.to_i.to_s << "," << value.nsec.to_s << "," << value.utc_offset.to_s \
            << (value.utc? ? ",1," : ",0,") << value.zone.to_s << ";"
      end

      def put_other(out, value)
        if value.is_a?(Packed)
          out << value.bytes
        elsif value.instance_of?(Date)
          out << "A" << (value - Date.new(1970, 1, 1)).to_i.to_s << ";"
        else
          put_thing(out, value)
        end
      end

      def put_thing(out, value)
        number = @numbers && @numbers[value]
        if number
          out << "R" << number.to_s << ";"
        elsif @numbers
          put_text(out, "X", value.class.name || "an object")
        else
          @strange = true
          out << "N"
        end
      end
    end

    # The other way. What answers may be any program: nothing is taken on trust.
    class Unpacker
      class Malformed < StandardError; end

      def initialize(bytes)
        @bytes = bytes
        @at = 0
      end

      def unpack(depth = 0)
        raise Malformed, "an answer that is nested too deeply" if depth > Packer::MAX_DEPTH

        tag = @bytes.byteslice(@at, 1)
        @at += 1
        case tag
        when "S", "Y" then text
        when "M" then Array.new(count) { [unpack(depth + 1), unpack(depth + 1)] }.to_h
        when "L" then Array.new(count) { unpack(depth + 1) }
        when "I" then upto(";").to_i
        when "D" then upto(";").to_f
        when "B" then text.to_i
        when "N" then nil
        when "T" then true
        when "F" then false
        else raise Malformed, "an answer that cannot be read"
        end
      end

      private

      def upto(mark)
        stop = @bytes.index(mark, @at)
        raise Malformed, "an answer that ends too early" unless stop

        from = @at
        @at = stop + 1
        @bytes.byteslice(from, stop - from)
      end

      # How many bytes, or values of at least one byte each, follow: never more than are there.
      def count
        said = upto(":").to_i
        return said if said.between?(0, @bytes.bytesize - @at)

        raise Malformed, "an answer that ends too early"
      end

      def text
        size = count
        from = @at
        @at += size
        found = @bytes.byteslice(from, size).force_encoding(Encoding::UTF_8)
        raise Malformed, "an answer that is no UTF-8" unless found.valid_encoding?

        found
      end
    end
  end
end
