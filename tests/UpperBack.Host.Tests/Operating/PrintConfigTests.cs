using UpperBack.Host.Operating;
using UpperBack.Host.Options;

namespace UpperBack.Host.Tests.Operating;

public sealed class PrintConfigTests
{
    [Fact]
    public async Task EverySettingIsPrintedAndWhereItDiffersFromItsDefault()
    {
        var (code, output) = await PrintAsync("--Live:DrainSeconds", "9");

        Assert.Equal(0, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("Live:DrainSeconds = 9  # default: 5", lines);
        Assert.Contains("Host:Roles = all", lines);
        Assert.Contains("Telemetry:OtlpEndpoint =", lines);
        foreach (
            var setting in ConfigurationCheck.OptionTypes.SelectMany(type =>
                type.GetProperties()
                    .Where(p => p.CanWrite)
                    .Select(p => $"{ConfigurationCheck.SectionOf(type)}:{p.Name} =")
            )
        )
            Assert.Single(lines, line => line.StartsWith(setting, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoSecretIsPrinted()
    {
        const string Secret = "hunter2hunter2hunter2hunter2hunter2";
        var (code, output) = await PrintAsync(
            "--Data:Provider",
            "postgres",
            "--Data:ConnectionString",
            $"Host=db;Database=upperback;Username=u;Password='{Secret};x'",
            "--Bus:Provider",
            "rabbitmq",
            "--Bus:ConnectionString",
            $"amqp://u:{Secret}@rabbit:5672/upperback",
            "--Redis:Provider",
            "server",
            "--Redis:ConnectionString",
            $"redis:6379,password={Secret}",
            "--Streaming:AccessSecret",
            Secret,
            "--Streaming:S3SecretKey",
            Secret,
            "--Streaming:S3AccessKey",
            Secret
        );

        Assert.Equal(0, code);
        Assert.DoesNotContain("hunter2", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Streaming:AccessSecret = (hidden)", output, StringComparison.Ordinal);
        Assert.Contains("amqp://u:(hidden)@rabbit:5672/upperback", output, StringComparison.Ordinal);
        Assert.Contains("redis:6379", output, StringComparison.Ordinal);
        Assert.Contains("host=db", output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Data:ConnectionString", "Host=db;Pwd=hunter2")]
    [InlineData("Data:ConnectionString", "Host=db;SSL Password=hunter2;Password=\"a;hunter2\"")]
    [InlineData("Data:ConnectionString", "hunter2")]
    [InlineData("Redis:ConnectionString", "redis:6379,user=u,password=hunter2,ssl=true")]
    [InlineData("Redis:ConnectionString", "redis:6379,nonsense=hunter2")]
    [InlineData("Bus:ConnectionString", "amqp://u:p@hunter2@rabbit")]
    [InlineData("Bus:ConnectionString", "amqp://u:12/hunter2@rabbit")]
    [InlineData("Telemetry:OtlpEndpoint", "https://u:hunter2@collector:4317")]
    public void WhatCannotBeReadIsHiddenToo(string setting, string value) =>
        Assert.DoesNotContain("hunter2", SecretHiding.Hide(setting, value), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task WrongSettingsAreToldInsteadOfPrinted()
    {
        var (code, output) = await PrintAsync("--Live:DrainSeconds", "900");

        Assert.Equal(2, code);
        Assert.Empty(output);
    }

    private static Task<(int Code, string Output)> PrintAsync(params string[] settings) =>
        UpperBackServer.PrintVerbAsync(["print-config", .. settings, "--Logging:LogLevel:Default", "None"]);
}
