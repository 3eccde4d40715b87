package io.vectrail.replay.access.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML that strangers send: no document type, so no entities; of bounded size and depth; and without what makes two readers of the same
 * document see different things, which no identity provider needs: comments, processing instructions, and ids that occur twice.
 */
final class SamlXml {

    static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    static final String ENCRYPTION = "http://www.w3.org/2001/04/xmlenc#";

    static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_DEPTH = 32;
    private static final int MOST_ATTRIBUTES = 32;

    /** Canonical XML writes a namespace anew at each of many siblings. */
    private static final int LONGEST_NAMESPACE = 256;

    static final ErrorHandler STRICT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) {
            // Of no consequence by its definition.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    };

    private SamlXml() {}

    /** The document; never one that has a document type, a comment, a processing instruction, or an id twice. */
    static Document parse(byte[] bytes) throws RefusedException {
        if (bytes.length > MOST_BYTES) {
            throw new RefusedException("it is larger than 256 KiB");
        }
        Document document;
        try {
            document = builder().parse(new ByteArrayInputStream(bytes));
        } catch (SAXException | IOException e) {
            // What it says may quote the document.
            throw new RefusedException("it is no XML, has a document type, or is nested deeper than " + MOST_DEPTH);
        }
        check(document);
        return document;
    }

    private static DocumentBuilder builder() {
        try {
            // The JDK's own, whatever else is on the class path.
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", String.valueOf(MOST_DEPTH));
            factory.setAttribute("jdk.xml.elementAttributeLimit", String.valueOf(MOST_ATTRIBUTES));
            factory.setXIncludeAware(false);
            factory.setCoalescing(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(STRICT);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser knows all of these", e);
        }
    }

    private static void check(Document document) throws RefusedException {
        Set<String> ids = new HashSet<>();
        for (Node node : nodes(document)) {
            switch (node.getNodeType()) {
                case Node.COMMENT_NODE -> throw new RefusedException("it has a comment");
                case Node.PROCESSING_INSTRUCTION_NODE -> throw new RefusedException("it has a processing instruction");
                case Node.ELEMENT_NODE -> checkAttributes((Element) node, ids);
                default -> {}
            }
        }
    }

    private static void checkAttributes(Element element, Set<String> ids) throws RefusedException {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            String namespace = attribute.getNamespaceURI();
            if (XMLConstants.XML_NS_URI.equals(namespace)
                    && attribute.getLocalName().equals("id")) {
                throw new RefusedException("it has an xml:id");
            }
            if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(namespace)) {
                if (attribute.getValue().length() > LONGEST_NAMESPACE) {
                    throw new RefusedException("it has a namespace of more than " + LONGEST_NAMESPACE + " characters");
                }
            } else if (attribute.getLocalName().toLowerCase(Locale.ROOT).equals("id")
                    && !ids.add(attribute.getValue().strip())) {
                throw new RefusedException("two of its elements have the same id");
            }
        }
    }

    /** All nodes but attributes, in their order. */
    private static List<Node> nodes(Node root) {
        List<Node> nodes = new ArrayList<>();
        Node node = root;
        while (node != null) {
            nodes.add(node);
            Node next = node.getFirstChild();
            while (next == null && node != null && !node.isSameNode(root)) {
                next = node.getNextSibling();
                node = next == null ? node.getParentNode() : node;
            }
            node = next;
        }
        return nodes;
    }

    /** An element and all elements in it, in their order. */
    static Stream<Element> elements(Element root) {
        return nodes(root).stream().filter(Element.class::isInstance).map(Element.class::cast);
    }

    static boolean is(Element element, String namespace, String name) {
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }

    /** The children of an element that are called so. */
    static List<Element> children(Element parent, String namespace, String name) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && is(element, namespace, name)) {
                children.add(element);
            }
        }
        return children;
    }

    /** The first child that is called so. */
    static Optional<Element> child(Element parent, String namespace, String name) {
        return children(parent, namespace, name).stream().findFirst();
    }

    /** An attribute without a namespace. */
    static Optional<String> attribute(Element element, String name) {
        return element.hasAttributeNS(null, name) ? Optional.of(element.getAttributeNS(null, name)) : Optional.empty();
    }
}
