@echo off
rem Launcher of ztoq for Windows: builds the jar when it is missing or older than the sources, then runs it.
rem No blocks in parentheses around paths: a path like "C:\Program Files (x86)" would end them.
setlocal

set "ztoq_home=%~dp0"
if "%ztoq_home:~-1%"=="\" set "ztoq_home=%ztoq_home:~0,-1%"

set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
rem call: java may be a batch file of a version manager
call "%java%" -version >nul 2>&1
if errorlevel 1 goto nojava

rem the line in question is like: openjdk version "17.0.15" 2025-04-15
set "full="
for /f tokens^=2^ delims^=^" %%v in ('call "%java%" -version 2^>^&1 ^| findstr /c:" version "') do if not defined full set "full=%%v"
if not defined full set "full=unknown"
set "version=0"
for /f "tokens=1 delims=.+-" %%v in ("%full%") do set /a "version=%%v"
if %version% LSS 17 goto oldjava

set "ztoq_jar=%ztoq_home%\ztoq.jar"
if exist "%ztoq_jar%" goto run
set "ztoq_built=%ztoq_home%\target\ztoq.jar"
set "ztoq_jar=%ztoq_home%\target\ztoq-launched.jar"
if not exist "%ztoq_jar%" goto build
powershell -NoProfile -Command "$jar = (Get-Item -LiteralPath $env:ztoq_jar).LastWriteTimeUtc; $sources = 'src\main', 'pom.xml' | ForEach-Object { Join-Path $env:ztoq_home $_ }; if (Get-ChildItem -LiteralPath $sources -Recurse -File | Where-Object { $_.LastWriteTimeUtc -gt $jar }) { exit 1 }; exit 0"
if not errorlevel 1 goto run

:build
echo building ztoq, this takes a minute or two ... 1>&2
if not exist "%ztoq_home%\target\" mkdir "%ztoq_home%\target"
rem what is saved during the build is newer than this file
set "ztoq_began=%ztoq_home%\target\ztoq-launched.began"
type nul > "%ztoq_began%"
pushd "%ztoq_home%"
call mvnw.cmd -q -B -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true -Dcheckstyle.skip=true package 1>&2
if errorlevel 1 goto nobuild
popd
rem what runs is a copy that Maven does not write to; while another process runs from it, it cannot be replaced
copy /y "%ztoq_built%" "%ztoq_jar%" >nul 2>&1
if errorlevel 1 goto locked
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:ztoq_jar).LastWriteTimeUtc = (Get-Item -LiteralPath $env:ztoq_began).LastWriteTimeUtc"
goto run

:locked
set "ztoq_jar=%ztoq_built%"

:run
rem one compiler and the serial collector, as in the launcher for Unix
set "fast=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
set "native="
if %version% GEQ 22 set "native=--enable-native-access=ALL-UNNAMED"

rem JDBC drivers of further databases: jars in drivers\ beside this file, or named in ZTOQ_CLASSPATH
set "classpath_of_ztoq=%ztoq_jar%"
if exist "%ztoq_home%\drivers\" set "classpath_of_ztoq=%classpath_of_ztoq%;%ztoq_home%\drivers\*"
if defined ZTOQ_CLASSPATH set "classpath_of_ztoq=%classpath_of_ztoq%;%ZTOQ_CLASSPATH%"

rem JAVA_OPTS and ZTOQ_OPTS are lists of options
"%java%" -Xshare:auto -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 "-Dztoq.home=%ztoq_home%" %fast% %native% %JAVA_OPTS% %ZTOQ_OPTS% -cp "%classpath_of_ztoq%" io.ztoq.Ztoq %*
exit /b %errorlevel%

:nojava
echo ztoq: no Java found; install a JDK 17 or newer, or set JAVA_HOME to one 1>&2
exit /b 2

:oldjava
echo ztoq: "%java%" is Java %full%; install a JDK 17 or newer, or set JAVA_HOME to one 1>&2
exit /b 2

:nobuild
popd
echo ztoq: the build failed, see above; it needs a JDK 17 or newer and the Maven repository 1>&2
exit /b 3
