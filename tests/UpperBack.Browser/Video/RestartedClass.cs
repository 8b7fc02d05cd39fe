using Microsoft.Playwright;
using UpperBack.Accounts;

namespace UpperBack.Browser.Video;

/// <summary>A class on the executable as a process of its own, which is killed or stopped and started again.</summary>
internal sealed class RestartedClass : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-restart-").FullName;
    private readonly int rtmpPort = UpperBackServer.FindFreePort();
    private HostProcess host = null!;
    private TestMember instructor = null!;
    private string key = "";

    /// <summary>Which session.</summary>
    public string Session { get; private set; } = "";

    /// <summary>Plans the class, and starts the process.</summary>
    public static async Task<RestartedClass> PrepareAsync()
    {
        var lesson = new RestartedClass();
        await using (var server = await UpperBackServer.StartAsync(lesson.folder))
        {
            lesson.instructor = await Person.SignUpAsync(server.Anonymous(), "Meera");
            Assert.True(
                await AccountsModule.GrantRoleAsync(server.Services, lesson.instructor.Email, Roles.Instructor, default)
            );
            lesson.instructor = await Person.SignInAsync(lesson.instructor, lesson.instructor.Http);
            lesson.Session = (await Person.PlanClassAsync(lesson.instructor)).ToString();
            var made = await Person.ReadAsync(
                await lesson.instructor.Http.PostAsync($"/api/streaming/sessions/{lesson.Session}/keys", null)
            );
            lesson.key = made.GetProperty("key").GetString()!;
        }

        lesson.host = await HostProcess.StartAsync(
            lesson.folder,
            "--webroot",
            Repository.Folder("services/Host/wwwroot"),
            "--Streaming:Rtmp",
            $"127.0.0.1:{lesson.rtmpPort}"
        );
        await lesson.SignInAsync();
        return lesson;
    }

    /// <summary>An encoder by RTMP.</summary>
    public FilmedClock StartEncoder() => FilmedClock.Start($"rtmp://127.0.0.1:{rtmpPort}/live/{key}");

    /// <summary>Waits until the stream has a status.</summary>
    public Task UntilAsync(string status) =>
        Eventually.Is(
            async () =>
                (await instructor.GetAsync($"/api/streaming/sessions/{Session}")).GetProperty("status").GetString(),
            seen => seen == status
        );

    /// <summary>A page of a new member.</summary>
    public async Task<IPage> OpenAsync(BrowserFixture fixture)
    {
        var member = await Person.SignUpAsync(host.Client(), "Asha Verma");
        var page = await fixture.OpenAsync(phone: false, bypassCsp: true, address: host.Address);
        await BrowserFixture.SignInAsync(page, member.Email);
        return page;
    }

    /// <summary>Kills the process, or stops it as a container engine does, and starts it again.</summary>
    public async Task RestartAsync(bool kill)
    {
        if (kill)
            await host.KillAsync();
        else
            Assert.Equal(0, await host.TerminateAsync());
        await host.StartAgainAsync();
        await SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task SignInAsync() => instructor = await Person.SignInAsync(instructor, host.Client());
}
