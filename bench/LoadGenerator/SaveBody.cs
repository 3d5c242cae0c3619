namespace LoadGenerator;

/// <summary>The documented save, and an add of a user, with every parameter, but for the token, which goes in the header.</summary>
internal static class SaveBody
{
    public const string Title = "example title";

    public static string Json(string id, string name, string title) => $$"""
        {
          {{id}}"format": "json",
          "name": "{{name}}",
          "title": "{{title}}",
          "tz": "UTC",
          "tariff": "example tariff",
          "web_version_policy": "0",
          "account_postgresql": "2",
          "account_cache_clickhouse": "3",
          "external_data_connectors": [1, 2, 3, 4],
          "reports_day": 4,
          "reports_hour": 18,
          "force_2fa_auth": false,
          "enable_push": true,
          "custom_push_domain": "example.com",
          "enable_smart_settings": true,
          "enable_pixel": true,
          "enable_track_email_replies": false
        }
        """;

    public static string User(string account, string name) => $$"""
        {
          "format": "json",
          "account_id": {{account}},
          "name": "{{name}}",
          "email": "{{name}}@example.com",
          "first_name": "Anna",
          "last_name": "Smith",
          "phone": "+49 30 1234567",
          "lang": "EN",
          "notify_email": "notify-{{name}}@example.com",
          "active": true,
          "master": false,
          "send_welcome": false
        }
        """;

    public static string Xml(string name) => $"""
        <xml>
          <format>xml</format>
          <name>{name}</name>
          <title>{Title}</title>
          <tz>UTC</tz>
          <tariff>example tariff</tariff>
          <web_version_policy>0</web_version_policy>
          <account_postgresql>2</account_postgresql>
          <account_cache_clickhouse>3</account_cache_clickhouse>
          <external_data_connectors>1</external_data_connectors>
          <external_data_connectors>2</external_data_connectors>
          <external_data_connectors>3</external_data_connectors>
          <external_data_connectors>4</external_data_connectors>
          <reports_day>4</reports_day>
          <reports_hour>18</reports_hour>
          <force_2fa_auth>false</force_2fa_auth>
          <enable_push>true</enable_push>
          <custom_push_domain>example.com</custom_push_domain>
          <enable_smart_settings>true</enable_smart_settings>
          <enable_pixel>true</enable_pixel>
          <enable_track_email_replies>false</enable_track_email_replies>
        </xml>
        """;
}
