using Altcraft.Accounts.Api.Hosting;
using Microsoft.Extensions.Configuration;

namespace Altcraft.Accounts.UnitTests.Api.Hosting;

internal sealed class ListenAddressesTests
{
    [TestCase("urls", "http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    [TestCase("urls", "http://127.0.0.1:0/; https://LocalHost:5081", "http://127.0.0.1:0;https://localhost:5081")]
    [TestCase("urls", "http://*:80;http://+:81;http://0.0.0.0:82;http://[::]:83", "http://*:80;http://+:81;http://0.0.0.0:82;http://[::]:83")]
    [TestCase("urls", "http://[::1]:65535", "http://[::1]:65535")]
    [TestCase("urls", "http://unix:/run/accounts.sock", "http://unix:/run/accounts.sock")]
    [TestCase("http_ports", "8080;8081", "http://*:8080;http://*:8081")]
    [TestCase("https_ports", "8443", "https://*:8443")]
    [TestCase("urls", "", "")]
    public void Read_WhenTheServiceCanListenThere_TakesIt(string setting, string value, string addresses) =>
        Assert.That(string.Join(';', ListenAddresses.Read(Of((setting, value)))), Is.EqualTo(addresses).IgnoreCase);

    [TestCase("http://127.0.0.1:80x", "its port \"80x\" must be")]
    [TestCase("http://127.0.0.1:99999", "its port 99999 must be")]
    [TestCase("http://127.0.0.1:-1", "its port")]
    [TestCase("http://[::1]:70000", "its port 70000 must be")]
    [TestCase("http://127.0.0.1:1;http://accounts.example.com:5080", "\"accounts.example.com\" is neither localhost nor an IP address")]
    [TestCase("http://localhost:0", "a free port can only be found")]
    [TestCase("http://127.0.0.1:1/accounts", "it must have no path")]
    [TestCase("ftp://127.0.0.1:1", "it must begin with http:// or https://")]
    [TestCase("127.0.0.1:1", "it must be an address such as http://127.0.0.1:5080")]
    public void Read_WhenTheServiceCannotListenThere_SaysWhy(string urls, string why) => Assert.That(
        () => ListenAddresses.Read(Of(("urls", urls))),
        Throws.TypeOf<StartupException>().With.Message.StartsWith("--urls (ASPNETCORE_URLS) has \"").And.Message.Contains(why));

    [Test]
    public void Read_WhenSomethingElseGoesBefore_DoesNotLookAtTheRest()
    {
        Assert.That(ListenAddresses.Read(Of(("urls", "http://127.0.0.1:1"), ("http_ports", "x"))), Has.Count.EqualTo(1));
        Assert.That(ListenAddresses.Read(Of(("urls", "x"), ("Kestrel:Endpoints:Http:Url", "http://127.0.0.1:1"))), Is.Empty);
    }

    private static IConfiguration Of(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
