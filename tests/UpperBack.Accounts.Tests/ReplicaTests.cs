using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Data;
using static UpperBack.Accounts.Tests.AccountsServer;

namespace UpperBack.Accounts.Tests;

/// <summary>What must hold when two servers work on one database at the same moment.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private readonly ReplicaSet replicas = new("--Accounts:LockoutFailures", "8");

    public Task InitializeAsync() => replicas.StartAsync(2);

    public async Task DisposeAsync() => await replicas.DisposeAsync();

    [Fact]
    public async Task ReplicasThatStartTogetherBelieveEachOther()
    {
        var (_, first) = await SignUpAsync();
        var there = AtTheOther(first);

        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/api/accounts/me")).StatusCode);
        var platform = replicas
            .Servers[0]
            .Services.GetServices<ServiceDatabase>()
            .Single(database => database.Name == "platform");
        Assert.Equal(
            1,
            await platform.QueryFirstOrDefaultAsync<long>("select count(*) from data_protection_keys", null, default)
        );
    }

    [Fact]
    public async Task OneAddressIsOneAccountWhereverItSignsUp()
    {
        var email = NewEmail();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    ClientOf(i)
                        .PostAsJsonAsync(
                            "/api/accounts/sign-up",
                            new
                            {
                                email,
                                password = Password,
                                displayName = "Asha",
                                timeZone = "Asia/Kolkata",
                            }
                        )
                )
        );

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task EveryChangeMadeAtOnceHasARevisionOfItsOwn()
    {
        var (id, http) = await SignUpAsync();
        var there = AtTheOther(http);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(i =>
                    (i % 2 == 0 ? http : there).PutAsJsonAsync(
                        "/api/accounts/me",
                        new
                        {
                            displayName = $"Asha {i}",
                            timeZone = "Asia/Kolkata",
                            onBoards = false,
                        }
                    )
                )
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var published = await replicas
            .Servers[0]
            .Services.GetRequiredService<AccountsDatabase>()
            .QueryAsync<string>(
                "select body from outbox where type = 'MemberChanged' and body like @id",
                new { id = $"%{id}%" },
                default
            );
        Assert.Equal(
            Enumerable.Range(1, 11),
            published.Select(body => JsonDocument.Parse(body).RootElement.GetProperty("revision").GetInt32()).Order()
        );
    }

    [Fact]
    public async Task WrongPasswordsAreCountedTogether()
    {
        var email = NewEmail();
        await ClientOf(0)
            .PostAsJsonAsync(
                "/api/accounts/sign-up",
                new
                {
                    email,
                    password = Password,
                    displayName = "Asha",
                    timeZone = "Asia/Kolkata",
                }
            );

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    ClientOf(i).PostAsJsonAsync("/api/accounts/sign-in", new { email, password = "not this one, no" })
                )
        );

        var answer = await ClientOf(1).PostAsJsonAsync("/api/accounts/sign-in", new { email, password = Password });
        Assert.Equal(HttpStatusCode.Locked, answer.StatusCode);
    }

    private HttpClient ClientOf(int i) => replicas.Servers[i % 2].Anonymous();

    private async Task<(Guid Id, HttpClient Http)> SignUpAsync()
    {
        var (email, http) = (NewEmail(), ClientOf(0));
        var profile = await JsonOf(
            await http.PostAsJsonAsync(
                "/api/accounts/sign-up",
                new
                {
                    email,
                    password = Password,
                    displayName = "Asha",
                    timeZone = "Asia/Kolkata",
                }
            ),
            HttpStatusCode.Created
        );
        var tokens = await JsonOf(
            await http.PostAsJsonAsync("/api/accounts/sign-in", new { email, password = Password })
        );
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            tokens.GetProperty("accessToken").GetString()
        );
        return (profile.GetProperty("memberId").GetGuid(), http);
    }

    private HttpClient AtTheOther(HttpClient here)
    {
        var there = ClientOf(1);
        there.DefaultRequestHeaders.Authorization = here.DefaultRequestHeaders.Authorization;
        return there;
    }
}
