using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Host.Tests.Operating;

public sealed class ReplayOutboxTests
{
    [Fact]
    public async Task WhatWasSentIsSentAgainByThePlatformThatRuns()
    {
        await using var server = await UpperBackServer.StartAsync();
        var accounts = server.Services.GetServices<ServiceDatabase>().Single(database => database.Name == "accounts");
        await using (var work = await accounts.BeginAsync(default))
        {
            work.Publish(
                new MemberChanged(
                    MemberId.New(),
                    1,
                    "Asha",
                    "Asia/Kolkata",
                    false,
                    ["member"],
                    server.Clock.GetUtcNow()
                )
            );
            await work.CommitAsync(default);
        }

        var first = await SentAtAsync(accounts, null);
        Assert.Equal(0, await ReplayAsync(server, "--since", "1", "--service", "accounts"));
        Assert.True(string.CompareOrdinal(await SentAtAsync(accounts, first), first) > 0);
    }

    [Fact]
    public async Task AnotherServicesMessagesStayAsTheyAre()
    {
        await using var server = await UpperBackServer.StartAsync();
        var accounts = server.Services.GetServices<ServiceDatabase>().Single(database => database.Name == "accounts");
        await using (var work = await accounts.BeginAsync(default))
        {
            work.Publish(
                new MemberChanged(
                    MemberId.New(),
                    1,
                    "Asha",
                    "Asia/Kolkata",
                    false,
                    ["member"],
                    server.Clock.GetUtcNow()
                )
            );
            await work.CommitAsync(default);
        }

        var first = await SentAtAsync(accounts, null);
        Assert.Equal(0, await ReplayAsync(server, "--since=1", "--service=community"));
        Assert.Equal(
            first,
            await accounts.QueryFirstOrDefaultAsync<string>("select sent_at from outbox", null, default)
        );
    }

    [Theory]
    [InlineData]
    [InlineData("--since")]
    [InlineData("--since", "soon")]
    [InlineData("--since", "0")]
    [InlineData("--since", "-4")]
    [InlineData("--since", "4000")]
    [InlineData("--since", "4", "--service", "kitchen")]
    [InlineData("--sinse", "4")]
    public async Task AnOperatorsMistakesAreToldByTheExitCode(params string[] words)
    {
        var folder = Directory.CreateTempSubdirectory("upperback-verb-");
        Assert.Equal(
            2,
            await UpperBackServer.RunVerbAsync([
                "replay-outbox",
                .. words,
                "--data",
                folder.FullName,
                "--Logging:LogLevel:Default",
                "None",
            ])
        );
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task ADatabaseThatWasNeverMigratedIsNotReplayed()
    {
        var folder = Directory.CreateTempSubdirectory("upperback-verb-");
        Assert.Equal(
            1,
            await UpperBackServer.RunVerbAsync(
                "replay-outbox",
                "--since",
                "4",
                "--data",
                folder.FullName,
                "--Logging:LogLevel:Default",
                "None"
            )
        );
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static Task<int> ReplayAsync(UpperBackServer server, params string[] words) =>
        UpperBackServer.RunVerbAsync([
            "replay-outbox",
            .. words,
            "--data",
            server.DataFolder,
            "--Logging:LogLevel:Default",
            "None",
        ]);

    /// <summary>When the one message was sent, once that is another time than before.</summary>
    private static async Task<string> SentAtAsync(ServiceDatabase database, string? before) =>
        (
            await Eventually.Is(
                () => database.QueryFirstOrDefaultAsync<string>("select sent_at from outbox", null, default),
                sentAt => sentAt is not null && sentAt != before
            )
        )!;
}
