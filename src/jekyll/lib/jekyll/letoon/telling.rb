# frozen_string_literal: true

module Jekyll
  module Letoon
    # A site in the words of the pipe: what Jekyll holds of it when its generators are done. What
    # letoon cannot render is marked; Jekyll renders it itself.
    class Telling
      # What a class of pages must have from Jekyll itself for letoon to know what templates see.
      PAGE_METHODS = %i(to_liquid [] dir name path excerpt content render_with_liquid?
                        place_in_layout? renderer).freeze
      SETTINGS = %w(layout render_with_liquid excerpt excerpt_separator).freeze

      attr_reader :documents

      def initialize(site)
        @site = site
        @documents = site.collections.each_value.flat_map(&:docs) + site.pages
        @numbers = {}.compare_by_identity
        @documents.each_with_index { |document, i| @numbers[document] = i }
        @packer = Packer.new(@numbers)
        @left = {}.compare_by_identity
        @converters = {}
        @kinds = {}
      end

      # Why letoon cannot render a document; nil: it can.
      def left(document)
        @left[document]
      end

      def bytes
        filters, foreign = Known.filters
        @packer.pack(
          "time" => @site.time, "jekyll" => jekyll, "theme" => theme, "data" => @site.site_data,
          "tags" => Known.tags, "filters" => filters, "foreign_filters" => foreign,
          "layouts" => layouts, "include_dirs" => @site.includes_load_paths,
          "static_files" => @site.static_files.map { |file| static_file(file) },
          "collections" => @site.collections.each_value.map { |one| collection(one) },
          "pages" => @site.pages.map { |page| packed(page) { page_told(page) } }
        )
      end

      private

      def jekyll
        { "version" => Jekyll::VERSION, "environment" => Jekyll.env }
      end

      def theme
        drop = @site.site_payload["theme"]
        drop && %w(root authors version description metadata).map { |key| [key, drop[key]] }.to_h
      end

      def layouts
        @site.layouts.map do |name, layout|
          { "name" => name, "path" => layout.path, "content" => layout.content,
            "data" => layout.data, }
        end
      end

      def static_file(file)
        told = { "path" => file.relative_path, "changed" => changed(file) }
        told["defaults"] = file.data unless @site.config["defaults"].empty?
        told
      end

      def changed(file)
        file.modified_time
      rescue SystemCallError
        nil
      end

      def collection(one)
        files = one.files.map { |file| static_numbers[file] }
        { "label" => one.label, "metadata" => one.metadata, "output" => one.write?,
          "directory" => one.relative_directory, "files" => files.compact,
          "documents" => one.docs.map { |doc| packed(doc) { document_told(doc) } }, }
      end

      def static_numbers
        @static_numbers ||= @site.static_files.each_with_index.to_h.compare_by_identity
      end

      # One document as bytes; of one that cannot be told its place alone.
      def packed(document)
        Packer::Packed.new(@packer.pack(yield))
      rescue Unpackable => e
        @left[document] = e.message
        Packer::Packed.new(@packer.pack(place(document).merge("left" => true, "opaque" => true)))
      end

      def place(document)
        { "path" => document.relative_path, "url" => document.url,
          "output_ext" => document.output_ext, }
      end

      def document_told(doc)
        why = why_left(doc, [doc.collection.label.to_sym, :documents], doc.yaml_file?)
        opaque = !doc.instance_of?(Jekyll::Document)
        told(doc, why, opaque,
             "file" => doc.path.delete_prefix("#{@site.source}/"), "name" => doc.basename,
             "id" => doc.id)
      end

      def page_told(page)
        why = why_left(page, [:pages], false)
        extra = { "file" => page.relative_path, "name" => page.name }
        extra["defaults"] = page.send(:defaults)
        extra["pager"] = page.pager.to_liquid if page.pager
        told(page, why, !plain?(page.class), extra)
      end

      def told(document, why, opaque, extra)
        data, excerpt, strange = data_of(document)
        why ||= "it is of a class that only Jekyll knows" if opaque || strange
        @left[document] = why if why
        place(document).merge(
          extra,
          "data" => data, "content" => document.content, "excerpt" => excerpt,
          "own_defaults" => own_defaults(document), "markdown" => markdown?(document.extname),
          "left" => why ? true : false, "opaque" => opaque || strange
        )
      end

      # The data without an excerpt that Jekyll made itself, whose source is told beside it.
      def data_of(document)
        document.date if document.is_a?(Jekyll::Document) # which gives it one if it has none
        made = document.data.key?("excerpt") ? document.data["excerpt"] : nil
        return [document.data, nil, false] unless made.is_a?(Jekyll::Excerpt)

        own = made.instance_of?(Jekyll::Excerpt) || made.class.name == "Jekyll::PageExcerpt"
        [document.data.reject { |key, _| key == "excerpt" }, made.content, !own]
      end

      # What Jekyll finds in the defaults when it asks for a setting that the data does not have.
      def own_defaults(document)
        SETTINGS.each_with_object({}) do |key, found|
          next if document.data.key?(key)

          value = document.data[key]
          found[key] = value unless value.nil?
        end
      end

      def why_left(document, owners, yaml)
        return "it is no text" if document.content.nil? || yaml
        return "it is an asset" if document.asset_file?
        return "a plugin has a hook for it" if owners.any? { |owner| hooked?(owner) }

        "a plugin's converter is for it" unless converters(document.extname)
      end

      def hooked?(owner)
        @hooked ||= {}
        @hooked.fetch(owner) do
          events = Jekyll::Hooks.instance_variable_get(:@registry)[owner] || {}
          hooks = events.values_at(:pre_render, :post_convert).flatten.compact
          @hooked[owner] = hooks.any? { |hook| !harmless?(hook) }
        end
      end

      # The converter of style sheets remembers the page under way, whatever page that is.
      def harmless?(hook)
        hook.respond_to?(:source_location) &&
          hook.source_location.first.end_with?("/jekyll/converters/scss.rb")
      end

      STOCK = [Jekyll::Converters::Markdown, Jekyll::Converters::Identity,
               Jekyll::Converters::SmartyPants,].freeze

      # The converters for an extension, when all are Jekyll's; else nil.
      def converters(ext)
        @converters.fetch(ext) do
          all = @site.converters.select { |one| one.matches(ext) }
          @converters[ext] = all.all? { |one| STOCK.include?(one.class) } ? all : nil
        end
      end

      def markdown?(ext)
        (converters(ext) || []).any? { |one| one.instance_of?(Jekyll::Converters::Markdown) }
      end

      # Do templates see of pages of this class what they see of Jekyll's own?
      def plain?(kind)
        @kinds.fetch(kind) do
          ours = [Jekyll::Page, Jekyll::Convertible]
          @kinds[kind] = PAGE_METHODS.all? { |name| ours.include?(kind.instance_method(name).owner) } &&
            kind::ATTRIBUTES_FOR_LIQUID == Jekyll::Page::ATTRIBUTES_FOR_LIQUID
        end
      end
    end
  end
end
