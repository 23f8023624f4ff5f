package io.ztoq.mapping;

import java.util.Map;

/**
 * Everything a customer may decide about what becomes what; compiled from config/mappings and
 * config/users.yaml.
 *
 * @param priority Zephyr's priority to a label of qTest's Priority
 * @param texts for every text
 * @param references names of ids that Zephyr Cloud gives no names for
 */
public record MappingRules(
    WordTable priority,
    StatusRules status,
    ObjectRules objects,
    OwnFields fields,
    CustomFieldRules customFields,
    TextRules texts,
    References references) {

  /**
   * @param noFolderModule module of the cases without a folder
   * @param adhocCycle cycle of the executions without a cycle
   * @param linksAsText whether issue and web links are written as text
   * @param contentTypes file extension, lower case, to content type
   */
  public record ObjectRules(
      String noFolderModule,
      String adhocCycle,
      boolean linksAsText,
      Map<String, String> contentTypes) {
    public ObjectRules {
      contentTypes = Map.copyOf(contentTypes);
    }
  }

  /**
   * @param components id of a Jira component, as text, to its name
   * @param versions id of a Jira version, as text, to its name
   */
  public record References(Map<String, String> components, Map<String, String> versions) {
    public References {
      components = Map.copyOf(components);
      versions = Map.copyOf(versions);
    }

    public String component(long id) {
      return components.getOrDefault(Long.toString(id), Long.toString(id));
    }

    public String version(long id) {
      return versions.getOrDefault(Long.toString(id), Long.toString(id));
    }
  }
}
