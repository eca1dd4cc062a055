using HourExchange.Plumbing.Host;
using Microsoft.Extensions.Configuration;

namespace HourExchange.Tests.Plumbing.Host;

public sealed class SecretFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hourexchange-secrets-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Database:Service", "postgresql://ledger@db:5432/books", "secret", "postgresql://ledger:secret@db:5432/books")]
    [InlineData("Database:Admin", "postgresql://admin@db", "secret\n", "postgresql://admin:secret@db/")]
    [InlineData("Broker:Admin", "http://admin@broker:15672", "a:b/c@d%?", "http://admin:a%3Ab%2Fc%40d%25%3F@broker:15672/")]
    [InlineData("Mail:Server", "smtp://user@mail:587", "", "smtp://user@mail:587")]
    [InlineData("Mail:Server", "smtp://mail:25", "", "smtp://mail:25")]
    [InlineData("Portal:Secret", "", "shown to the provider\r\n", "shown to the provider")]
    public void A_file_holds_the_password_of_an_address_or_all_of_a_secret(string name, string address, string secret, string told) =>
        Assert.Equal(told, With(name, address, Written(secret))[name]);

    [Theory]
    [InlineData("Database:Service", "postgresql://ledger@db:5432/books", "", "is empty")]
    [InlineData("Portal:Secret", "", "\n", "is empty")]
    [InlineData("Database:Service", "postgresql://ledger:known@db/books", "secret", "Both Database:Service and Database:Service:File")]
    [InlineData("Identity:PortalSecret", "known", "secret", "Both Identity:PortalSecret and Identity:PortalSecret:File")]
    [InlineData("Broker:Service", "amqp://broker/house", "secret", "Broker:Service is no address with a user")]
    [InlineData("Broker:Service", "", "secret", "Broker:Service is no address with a user")]
    public void What_does_not_go_together_is_told_by_name_and_without_the_secret(string name, string address, string secret, string said)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => With(name, address, Written(secret)));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("known", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_with_the_setting_that_names_it()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => With("Broker:Owner", "amqp://owner@broker/house", Path.Combine(_folder.FullName, "nothing")));
        Assert.Contains("Broker:Owner:File", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_a_setting_stays_as_it_is() =>
        Assert.Equal("postgresql://ledger:known@db/books", With("Database:Service", "postgresql://ledger:known@db/books", "")["Database:Service"]);

    private static ConfigurationManager With(string name, string address, string file)
    {
        var settings = new ConfigurationManager();
        settings.AddInMemoryCollection(new Dictionary<string, string?> { [name] = address, [name + ":File"] = file });
        settings.AddSecretFiles();
        return settings;
    }

    private string Written(string secret)
    {
        var file = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"));
        File.WriteAllText(file, secret);
        return file;
    }
}
