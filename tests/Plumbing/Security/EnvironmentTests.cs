using HourExchange.Plumbing.Host;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Plumbing.Security;

public sealed class EnvironmentTests
{
    [Theory]
    [InlineData("--environment", "Development")]
    [InlineData("--environment=Development")]
    [InlineData("--environment=Production", "--environment", "Development")]
    public void The_words_of_the_command_say_the_environment(params string[] words) => Assert.Equal("Development", ProgramEnvironment.Of(words));

    [Fact]
    public async Task DOTNET_ENVIRONMENT_cannot_switch_Production_off()
    {
        // Read by the framework alone; no other test of this process asks for it.
        Environment.SetEnvironmentVariable("DOTNET_ENVIRONMENT", "Development");
        try
        {
            await using var app = House.Hosts[0].Build([], settings: new Dictionary<string, string?>
            {
                ["Database:Service"] = "postgresql://nobody:nothing@127.0.0.1:1/none",
                ["Broker:Service"] = "amqp://nobody:nothing@127.0.0.1:1/none",
                ["Security:Authority"] = "https://sign-in.invalid",
            });
            Assert.Equal("Production", app.Environment.EnvironmentName);
        }
        finally
        {
            Environment.SetEnvironmentVariable("DOTNET_ENVIRONMENT", null);
        }
    }
}
